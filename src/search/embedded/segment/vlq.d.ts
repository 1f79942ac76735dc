/** The package has types but does not export them. */
declare module 'vlq' {
  export function encode(numbers: number[]): string;
  /** Throws on characters that are not of base 64. */
  export function decode(text: string): number[];
}
