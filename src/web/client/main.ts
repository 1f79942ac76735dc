/** The script of the pages: each part adds to a page that works without it. */
import { copyButtons, copyFields } from './copy.ts';
import { findValues } from './find.ts';
import { keys } from './keys.ts';
import { onShown, swapViews } from './navigate.ts';
import { suggest } from './suggest.ts';

onShown(copyButtons);
copyFields();
swapViews();
suggest();
findValues();
keys();
