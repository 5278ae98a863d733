/** Content other than JSON. Binary data is base64. */
export type Content =
  | { readonly type: 'text'; readonly text: string; readonly mimeType?: string }
  | { readonly type: 'image'; readonly data: string; readonly mimeType: string }
  | { readonly type: 'audio'; readonly data: string; readonly mimeType: string }
  | { readonly type: 'resource'; readonly uri: string; readonly mimeType?: string; readonly text: string }
  | { readonly type: 'resource'; readonly uri: string; readonly mimeType?: string; readonly blob: string }
  | {
      readonly type: 'link';
      readonly uri: string;
      readonly name: string;
      readonly title?: string;
      readonly description?: string;
      readonly mimeType?: string;
    };
