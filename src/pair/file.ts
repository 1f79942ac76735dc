/** What a pairing is kept in. */
import type { PageFile } from './pages.ts';
import type { FeatureFile } from './shelf.ts';

export type PairingFile = FeatureFile & PageFile;

/** For a collection small enough to hold. */
export function inMemory(): PairingFile {
  const features: Uint8Array[] = [];
  const pages: Uint8Array[] = [];
  return {
    pagesAtHand: 64,
    readFeatures: (number) => features[number]!,
    writeFeatures(number, bytes) {
      features[number] = bytes;
    },
    readPage: (page) => pages[page]!,
    writePage(page, bytes) {
      pages[page] = Uint8Array.from(bytes);
    },
  };
}
