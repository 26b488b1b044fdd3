import { join } from 'node:path';
import { Font, renderToBuffer } from '@react-pdf/renderer';
import { logger } from '@/lib/infra/logger';
import { syllablesOf } from './breakable';
import { PaperDocument } from './document';
import type { Paper } from './paper';

/** Every command of ours runs in the root of the installation (lib/boot/prepare.js goes there first). */
const place = (...path: string[]) => join(process.cwd(), ...path);
const notoSans = (weight: string) =>
  place('node_modules/@expo-google-fonts/noto-sans', weight, `NotoSans_${weight}.ttf`);
const CHINESE = place('lib/billing/pdf/fonts/noto-sans-sc-regular.ttf');

let isPrepared = false;

/** Fonts are registered once a process, and read from disk when the first document needs them. */
function prepareFonts(): void {
  if (isPrepared) return;
  isPrepared = true;
  Font.register({
    family: 'Noto Sans',
    fonts: [
      { src: notoSans('400Regular'), fontWeight: 400 },
      { src: notoSans('600SemiBold'), fontWeight: 600 },
    ],
  });
  // One weight for both: a name in bold Chinese is not worth another 1.5 MB.
  Font.register({
    family: 'Noto Sans SC',
    fonts: [
      { src: CHINESE, fontWeight: 400 },
      { src: CHINESE, fontWeight: 600 },
    ],
  });
  // Names and amounts are not to be hyphenated; `breakable` says where long words may part.
  Font.registerHyphenationCallback(syllablesOf);
}

/**
 * The bytes of a paper. The same paper has the same bytes. A logo that cannot be drawn is left out: the document
 * is owed, the picture is not.
 */
export async function renderPaper(paper: Paper): Promise<Uint8Array> {
  prepareFonts();
  try {
    return await renderToBuffer(<PaperDocument paper={paper} />);
  } catch (error) {
    if (!paper.logo) throw error;
    logger().warn({ err: error }, 'a logo could not be drawn');
    return renderToBuffer(<PaperDocument paper={{ ...paper, logo: null }} />);
  }
}
