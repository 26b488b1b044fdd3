import { extractText, getDocumentProxy } from 'unpdf';

/** What a PDF says, page by page; spaces as one. */
export async function pdfText(bytes: Uint8Array): Promise<string[]> {
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(bytes)));
  return text.map((page) => page.replace(/\s+/g, ' '));
}
