import { createHash } from 'node:crypto';
import { invalidField } from '@/lib/core/errors';

export const MAX_LOGO_BYTES = 262_144;
/** Past this a decoder would need memory that no logo deserves. */
const MAX_SIDE = 4_096;

export interface LogoImage {
  /** The hash of the bytes: the same picture is stored once, another has another address. */
  id: string;
  contentType: 'image/png' | 'image/jpeg';
  bytes: Uint8Array<ArrayBuffer>;
}

/**
 * The picture in a data URL: PNG or JPEG by its own bytes, whatever the URL says of it. Only uploads are taken;
 * a logo by address would have the server fetch what a stranger names.
 * @throws AppError `validation_failed` for anything else, too many bytes or too many pixels
 */
export function readLogo(dataUrl: string): LogoImage {
  const [, base64] = /^data:image\/(?:png|jpeg);base64,([A-Za-z0-9+/]+={0,2})$/.exec(dataUrl) ?? [];
  if (!base64) throw refused('invalid_image', 'Must be a data URL of a PNG or JPEG image, in base64.');
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length > MAX_LOGO_BYTES) throw refused('too_big', `Must be at most ${MAX_LOGO_BYTES} bytes.`);
  const found = pngSize(bytes) ?? jpegSize(bytes);
  if (!found) throw refused('invalid_image', 'Not a PNG or JPEG image.');
  if (Math.min(found.width, found.height) < 1 || Math.max(found.width, found.height) > MAX_SIDE) {
    throw refused('invalid_image', `Must be 1 to ${MAX_SIDE} pixels wide and high.`);
  }
  const id = createHash('sha256').update(bytes).digest('hex').slice(0, 32);
  return { id, contentType: found.contentType, bytes: new Uint8Array(bytes) };
}

interface Found {
  contentType: LogoImage['contentType'];
  width: number;
  height: number;
}

const PNG_SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');

/** A PNG begins with its signature and the IHDR chunk (PNG, third edition, 5.2 and 11.2.1), and ends with IEND. */
function pngSize(bytes: Buffer): Found | null {
  if (bytes.length < 45 || !bytes.subarray(0, 8).equals(PNG_SIGNATURE)) return null;
  if (
    bytes.toString('latin1', 12, 16) !== 'IHDR' ||
    bytes.toString('latin1', bytes.length - 8, bytes.length - 4) !== 'IEND'
  )
    return null;
  return { contentType: 'image/png', width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

/** A JPEG is a row of segments; the one that starts the frame (ITU-T T.81, B.2.2) has the size. */
function jpegSize(bytes: Buffer): Found | null {
  if (bytes.length < 12 || bytes.readUInt16BE(0) !== 0xffd8) return null;
  for (let at = 2; at + 9 < bytes.length; ) {
    const marker = bytes.readUInt16BE(at);
    if (marker < 0xffc0 || marker > 0xfffe) return null;
    const startsFrame = marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker);
    if (startsFrame) {
      return {
        contentType: 'image/jpeg',
        width: bytes.readUInt16BE(at + 7),
        height: bytes.readUInt16BE(at + 5),
      };
    }
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return null;
}

function refused(code: string, message: string) {
  return invalidField('logo', code, message);
}
