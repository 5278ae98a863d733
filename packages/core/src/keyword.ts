/** What a keyword can be sought in. */
export interface Named {
  readonly name: string;
  readonly label: string;
}

/** Whether a name or a label holds the keyword, whatever its case. No keyword is held by everything. */
export function holdsKeyword(keyword: string | undefined, { name, label }: Named): boolean {
  const sought = (keyword ?? '').trim().toLowerCase();
  return name.toLowerCase().includes(sought) || label.toLowerCase().includes(sought);
}

/** Orders by how well names fit: the keyword itself, then what starts with it, then the rest; the same by name. */
export function byKeyword(keyword: string | undefined): (a: Named, b: Named) => number {
  const sought = (keyword ?? '').trim().toLowerCase();
  const place = ({ name, label }: Named) => {
    const [first, second] = [name.toLowerCase(), label.toLowerCase()];
    if (sought === '' || first === sought || second === sought) return 0;
    return first.startsWith(sought) || second.startsWith(sought) ? 1 : 2;
  };
  return (a, b) => place(a) - place(b) || (a.name < b.name ? -1 : 1);
}
