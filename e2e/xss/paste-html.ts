import type { Page } from '@playwright/test';
import { replyOn } from '../fixtures/screen.ts';

/** What the clipboard of a hostile page holds, whatever a browser would make of it on its way. */
export function pasteHtml(page: Page, html: string): Promise<void> {
  return replyOn(page).body.evaluate((editor, markup) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/html', markup);
    clipboardData.setData('text/plain', 'words');
    editor.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, html);
}

/** Copied on another page and pasted with the keyboard. */
export async function pasteByKeyboard(page: Page, html: string): Promise<void> {
  const elsewhere = await page.context().newPage();
  await elsewhere.setContent('<p>Copy this</p>');
  await elsewhere.evaluate((markup) => {
    document.addEventListener('copy', (event) => {
      event.preventDefault();
      event.clipboardData?.setData('text/html', markup);
    });
  }, html);
  await elsewhere.keyboard.press('Control+A');
  await elsewhere.keyboard.press('Control+C');
  await elsewhere.close();
  await page.bringToFront();
  await replyOn(page).body.focus();
  await page.keyboard.press('Control+V');
}
