/** Number words, as far as the tables need them: 1 to 99 as phrases (`quatre vingt dix sept`), ordinals behind them. */

/** Words parted by one space, folded, to what they count; hyphens are read as spaces. */
export type Numerals = ReadonlyMap<string, number>;

const EN_UNITS = `one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
  seventeen eighteen nineteen`.split(/\s+/);
const EN_TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const EN_ORDINALS: Readonly<Record<string, string>> = {
  one: 'first',
  two: 'second',
  three: 'third',
  five: 'fifth',
  eight: 'eighth',
  nine: 'ninth',
  twelve: 'twelfth',
};

export const englishNumerals: Numerals = new Map([
  ...EN_UNITS.map((word, i) => [word, i + 1] as const),
  ...EN_TENS.flatMap((ten, i) => [
    [ten, 20 + 10 * i] as const,
    ...EN_UNITS.slice(0, 9).map((unit, j) => [`${ten} ${unit}`, 21 + 10 * i + j] as const),
  ]),
]);

export const englishOrdinals: Numerals = ordinals(
  englishNumerals,
  (last) => [EN_ORDINALS[last] ?? `${last.replace(/y$/, 'ie')}th`],
  [
    ['hundredth', 100],
    ['thousandth', 1000],
  ],
);

const FR_UNITS = `un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix+sept
  dix+huit dix+neuf`
  .split(/\s+/)
  .map((word) => word.replace('+', ' '));
/** Each ten, and how far the units behind it count: `soixante-dix-neuf`. */
const FR_TENS: readonly (readonly [string, number, number])[] = [
  ['vingt', 20, 9],
  ['trente', 30, 9],
  ['quarante', 40, 9],
  ['cinquante', 50, 9],
  ['soixante', 60, 19],
  ['quatre vingt', 80, 19],
  ['septante', 70, 9],
  ['huitante', 80, 9],
  ['octante', 80, 9],
  ['nonante', 90, 9],
];

const frenchCounts: Numerals = new Map([
  ...FR_UNITS.map((word, i) => [word, i + 1] as const),
  ...FR_TENS.flatMap(([ten, value, most]) => [
    [ten, value] as const,
    ...FR_UNITS.slice(0, most).flatMap((unit, i) => [
      [`${ten} ${unit}`, value + i + 1] as const,
      [`${ten} et ${unit}`, value + i + 1] as const,
    ]),
  ]),
]);

export const frenchNumerals: Numerals = new Map([
  ...frenchCounts,
  ...[...frenchCounts].flatMap(([phrase, value]) => (/un$/.test(phrase) ? [[`${phrase}e`, value] as const] : [])),
  ['quatre vingts', 80],
]);

const FR_ORDINAL_STEMS: Readonly<Record<string, string>> = { cinq: 'cinqu', neuf: 'neuv' };

export const frenchOrdinals: Numerals = ordinals(
  frenchCounts,
  (last) => [`${FR_ORDINAL_STEMS[last] ?? last.replace(/e$/, '')}ieme`],
  [
    ['premier', 1],
    ['premiere', 1],
    ['second', 2],
    ['seconde', 2],
    ['centieme', 100],
    ['millieme', 1000],
  ],
);

/** Each numeral with its last word made an ordinal, singular and plural, and some of their own. */
function ordinals(
  numerals: Numerals,
  formsOf: (last: string) => readonly string[],
  more: readonly (readonly [string, number])[],
): Numerals {
  const map = new Map<string, number>();
  const add = (phrase: string, value: number) => map.set(phrase, value).set(`${phrase}s`, value);
  for (const [phrase, value] of more) add(phrase, value);
  for (const [phrase, value] of numerals) {
    const at = phrase.lastIndexOf(' ') + 1;
    for (const form of formsOf(phrase.slice(at))) add(phrase.slice(0, at) + form, value);
  }
  return map;
}
