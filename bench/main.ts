import { protocolBench } from './protocol/main.ts';
import { startBench } from './start/main.ts';

const benches: Readonly<Record<string, () => Promise<boolean>>> = { protocol: () => protocolBench(), start: () => startBench() };

const names = process.argv.slice(2);
const unknown = names.filter((name) => !Object.hasOwn(benches, name));
if (unknown.length > 0) {
  console.error(`There is no bench "${unknown.join('", "')}". There are: ${Object.keys(benches).join(', ')}.`);
  process.exit(2);
}
let met = true;
for (const [name, bench] of Object.entries(benches)) {
  if (names.length === 0 || names.includes(name)) met = (await bench()) && met;
}
process.exit(met ? 0 : 1);
