/** A file as base64, and its SHA-256 where the page may compute one (HTTPS or loopback). */
export interface FileContent {
  readonly content: string;
  readonly sha256?: string;
}

export async function readFile(file: File): Promise<FileContent> {
  const [content, bytes] = await Promise.all([base64Of(file), file.arrayBuffer()]);
  if (!globalThis.crypto?.subtle) {
    return { content };
  }
  const digest = new Uint8Array(await globalThis.crypto.subtle.digest('SHA-256', bytes));
  return { content, sha256: Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('') };
}

/** By the browser's own reader, whose data URL begins with the type and a comma. */
function base64Of(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''));
    reader.onerror = () => reject(reader.error ?? new Error('The file could not be read.'));
    reader.readAsDataURL(file);
  });
}
