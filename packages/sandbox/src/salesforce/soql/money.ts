import type { SoqlViewer } from './types.ts';

type Convert = (value: unknown, currency: unknown) => number | null;

/** Converts an amount of a record's currency into the viewer's own. */
export function ownCurrency(viewer: SoqlViewer): Convert {
  return into(viewer.currency?.own, viewer);
}

/** Converts an amount of a record's currency into the corporate one: what sums and comparisons are made in. */
export function corporateCurrency(viewer: SoqlViewer): Convert {
  return into(viewer.currency?.corporate, viewer);
}

function into(target: string | undefined, { currency }: SoqlViewer): Convert {
  const rate = (name: unknown) => (typeof name === 'string' ? (currency?.rates[name] ?? 1) : 1);
  return (value, from) => {
    if (typeof value !== 'number') return null;
    return target === undefined ? value : decimal((value / rate(from ?? currency?.corporate)) * rate(target));
  };
}

/** Takes away what binary fractions leave: Salesforce counts in decimals, where 0.1 + 0.2 is 0.3. */
export function decimal(value: number): number {
  return Number(value.toPrecision(15));
}
