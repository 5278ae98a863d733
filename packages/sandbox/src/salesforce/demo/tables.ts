import { createRandom } from '../../wire/random.ts';
import type { Story } from '../../story/story.ts';
import { toDateTime, toDay } from '../datetime.ts';
import type { Loader } from './loader.ts';

const bigTableRows = 5000;
const dayMs = 86_400_000;

/** Two custom objects that tell no story: one that is long, one to upsert into. */
export function loadTables(load: Loader, story: Story): void {
  const random = createRandom(`${story.seed}/tables`);
  const accounts = [...load.org.store.all('Account')].map((row) => row['Id'] ?? null);
  for (let number = 1; number <= bigTableRows; number += 1) {
    const at = story.now - random.int(0, 500) * dayMs - random.int(0, dayMs);
    load.add(
      'BigTable__c',
      {
        Name: `Row ${String(number).padStart(4, '0')}`,
        Number__c: number,
        Amount__c: random.int(100, 1_000_000) / 100,
        Text__c: `Text of row ${number}`,
        Category__c: random.pick(['A', 'B', 'C']),
        Checked__c: random.chance(0.3),
        Date__c: toDay(at),
        Date_Time__c: toDateTime(at),
        Account__c: accounts.length > 0 && random.chance(0.5) ? random.pick(accounts) : null,
      },
      { at },
    );
  }
  for (let number = 1; number <= 10; number += 1) {
    const key = String(number).padStart(4, '0');
    // The last two share a legacy key: an upsert by it finds two records.
    load.add('UpsertTable__c', {
      Name: `Entry ${key}`,
      External_Id__c: `EXT-${key}`,
      Legacy_Key__c: number > 8 ? 'SHARED' : `OLD-${key}`,
      Quantity__c: number,
    });
  }
}
