/** What the first who ask would wait for: tables that are made when they are first needed. */
import type { Gradual } from '../../../util/memo.ts';
import { prepareTranslation } from '../../translation.ts';
import { prepareNames } from '../results/named.ts';
import { prepareVocabulary } from '../terms/vocabulary.ts';
import { readNames, type View } from './view.ts';

/** Makes them step by step, so that others are answered meanwhile; what is there already costs nothing. */
export function* prepare(view: View): Gradual<void> {
  yield* readNames(view);
  view.statements();
  yield null;
  for (const { segment } of view.parts) {
    yield* prepareVocabulary(segment);
    yield* prepareNames(segment);
  }
  yield* prepareTranslation(view.snapshot.lexicon);
}
