/** What the firm sells: machines for packing lines. */
export interface Product {
  readonly name: string;
  /** List price in EUR. */
  readonly price: number;
}

export const machines: readonly Product[] = [
  { name: 'Finch 200 Labeller', price: 84_000 },
  { name: 'Finch 400 Cartoner', price: 162_000 },
  { name: 'Alder T3 Tray Sealer', price: 118_000 },
  { name: 'Alder T6 Tray Sealer', price: 236_000 },
  { name: 'Heron 90 Case Packer', price: 195_000 },
  { name: 'Heron 140 Case Packer', price: 288_000 },
  { name: 'Wren Flow Wrapper', price: 67_500 },
  { name: 'Osprey Palletiser', price: 342_000 },
];

/** Yearly fee of a service plan, as part of the machine's list price. */
export const planLevels = [
  { level: 'basic', rate: 0.03 },
  { level: 'plus', rate: 0.05 },
  { level: 'premium', rate: 0.08 },
] as const;
