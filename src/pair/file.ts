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

/** Reads a file that stays as it is: what is written stands in memory, before it. */
export function inMemoryOver(file: PairingFile): PairingFile {
  const features = new Map<number, Uint8Array>();
  const pages = new Map<number, Uint8Array>();
  return {
    pagesAtHand: file.pagesAtHand,
    readFeatures: (number) => features.get(number) ?? file.readFeatures(number),
    writeFeatures(number, bytes) {
      features.set(number, bytes);
    },
    readPage: (page) => pages.get(page) ?? file.readPage(page),
    writePage(page, bytes) {
      pages.set(page, Uint8Array.from(bytes));
    },
  };
}
