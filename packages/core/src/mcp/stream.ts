/** The same response, telling once when its body has been read to the end or given up. At once when it does not stream. */
export function onEnd(response: Response, ended: () => void): Response {
  const { body } = response;
  if (body === null || !isEventStream(response)) {
    ended();
    return response;
  }
  const reader = body.getReader();
  let over = false;
  const end = () => {
    if (!over) ended();
    over = true;
  };
  const watched = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (!done) return controller.enqueue(value);
        end();
        controller.close();
      } catch (error) {
        end();
        controller.error(error);
      }
    },
    cancel(reason) {
      end();
      return reader.cancel(reason);
    },
  });
  return new Response(watched, { status: response.status, headers: response.headers });
}

export function isEventStream({ headers }: Response): boolean {
  return (headers.get('content-type') ?? '').startsWith('text/event-stream');
}
