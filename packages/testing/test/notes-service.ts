interface Note {
  readonly id: string;
  readonly text: string;
  readonly author: string;
  readonly stars: number;
}

/** The system of the connector that the kit is tried on: notes behind a bearer token. */
export interface NotesService {
  readonly handle: (request: Request) => Promise<Response>;
  readonly reset: () => void;
}

export function notesService(): NotesService {
  let notes: Note[] = [];
  const reset = () => {
    notes = [
      'Water the old fern in the hall, twice a week',
      'Call the plumber back about the kitchen tap',
      'Buy some tea for the guests of Sunday',
    ].map((text, index) => ({
      id: `n${index + 1}`,
      text,
      author: 'Ada Lovelace',
      stars: 4_200 + index,
    }));
  };
  reset();
  return {
    reset,
    handle: async (request) => {
      const { pathname, searchParams } = new URL(request.url);
      if (!(request.headers.get('authorization') ?? '').startsWith('Bearer tok')) return say(401, 'Please sign in first.');
      if (pathname === '/me') return Response.json({ user: 'ada', shelf: 'garden' });
      if (pathname !== '/notes' && !pathname.startsWith('/notes/')) return say(404, 'There is no such thing.');
      if (pathname === '/notes/search') return Response.json({ notes: notes.slice(0, 2), total: notes.length });
      if (request.method === 'POST') {
        const note = { id: `n${notes.length + 1}`, author: 'Ada Lovelace', stars: 1_000, ...((await request.json()) as { text: string }) };
        notes = [...notes, note];
        return Response.json({ id: note.id }, { status: 201 });
      }
      const found = notes.find(({ id }) => pathname === `/notes/${id}`);
      if (pathname !== '/notes') return found === undefined ? say(404, 'There is no such thing.') : Response.json(found);
      return Response.json({ notes: notes.slice(0, Number(searchParams.get('limit') ?? 20)), total: notes.length });
    },
  };
}

function say(status: number, message: string): Response {
  return Response.json({ message }, { status });
}
