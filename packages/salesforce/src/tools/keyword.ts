interface Named {
  readonly name: string;
  readonly label: string;
}

/** Whether a name or a label holds the keyword, whatever its case. */
export function matches(keyword: string | undefined, { name, label }: Named): boolean {
  const sought = (keyword ?? '').trim().toLowerCase();
  return name.toLowerCase().includes(sought) || label.toLowerCase().includes(sought);
}

/** Names that are the keyword or start with it come first. */
export function rank(keyword: string | undefined): (a: Named, b: Named) => number {
  const sought = (keyword ?? '').trim().toLowerCase();
  const place = ({ name, label }: Named) => {
    const [first, second] = [name.toLowerCase(), label.toLowerCase()];
    if (sought === '' || first === sought || second === sought) return 0;
    return first.startsWith(sought) || second.startsWith(sought) ? 1 : 2;
  };
  return (a, b) => place(a) - place(b) || (a.name < b.name ? -1 : 1);
}
