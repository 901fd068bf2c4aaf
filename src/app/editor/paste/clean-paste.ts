import { makeOfficeLists } from './office-lists.ts';
import { readPaste } from './paste-reader.ts';
import { pastedDom } from './pasted-dom.ts';
import { StyleRules } from './style-rules.ts';

export interface CleanPaste {
  html: string;
  /** Pictures that are named and did not come along, as `file:` addresses of Word or parts of another mail. */
  lostPictures: number;
}

/**
 * What was copied elsewhere (a mail, Word, a spreadsheet, a web page) as markup of a reply: links, lists, tables, headings and
 * emphasis stay, fonts, sizes and colours go. Whatever it was, nothing in the result runs, and only pictures could be fetched.
 */
export function cleanPaste(html: string): CleanPaste {
  const root = pastedDom(html);
  const styles = new StyleRules(root.querySelectorAll('style'));
  makeOfficeLists(root, styles);
  return readPaste(root, styles);
}
