/** The languages Dixit reads. A new one is a table of its own and a line here. */
import type { Lang } from '../domain.ts';
import { english } from './en.ts';
import { french } from './fr.ts';
import type { Language } from './language.ts';

export const languages: Readonly<Record<Lang, Language>> = { en: english, fr: french };
export const LANGS = Object.keys(languages) as readonly Lang[];
export type { DescribingField, VisibilityField } from './hiding.ts';
export type { Gender, Language } from './language.ts';
