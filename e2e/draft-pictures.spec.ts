import type { Page } from '@playwright/test';
import { letter } from './fixtures/letter.ts';
import { openConversation, replyOn } from './fixtures/screen.ts';
import { expect, test } from './fixtures/test.ts';

const host = 'https://pictures.example';
const dot =
  '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><circle cx="20" cy="20" r="20"/></svg>';

/** Every way in which a draft can name a picture that is elsewhere. */
const ways = [
  `<p>Our roof: <img src="${host}/src.png" alt="The roof" width="40" height="40"></p>`,
  `<p><img srcset="${host}/srcset.png 1x, ${host}/srcset-2.png 2x" alt="Two sizes"></p>`,
  `<p><picture><source srcset="${host}/source.webp"><img src="${host}/picture.png" alt="In a picture"></picture></p>`,
  `<p><img src="//pictures.example/no-scheme.png" alt="Without a scheme"></p>`,
  `<table background="${host}/attribute.png"><tbody><tr><td>Cell</td></tr></tbody></table>`,
  `<div style="color:#333;background:url(${host}/style.png) no-repeat">Framed</div>`,
  `<div style="background-image:u\\72l('${host}/escaped.png')">Escaped</div>`,
  `<ul style="list-style-image:url(${host}/bullet.png)"><li>Item</li></ul>`,
];
const sheet = `<style>@import url(${host}/import.css);body,nav,h1{background:url(${host}/sheet.png);color:red!important}</style>`;
const withSheet = (style: string) => `${style}\n${ways.join('\n')}\n<p>Last words</p>`;

const lookOfTheDesk = (page: Page) =>
  page.evaluate(() =>
    ['body', 'nav', 'h1'].map((name) => {
      const element = document.querySelector(name);
      if (!element) return name;
      const { color, backgroundColor, backgroundImage } = getComputedStyle(element);
      return `${color} ${backgroundColor} ${backgroundImage}`;
    }),
  );

/** Serves what is asked for there. @returns the paths so far. */
async function picturesAsked(page: Page): Promise<string[]> {
  const asked: string[] = [];
  await page.route(/^https?:\/\/pictures\.example\//, (route) => {
    asked.push(new URL(route.request().url()).pathname);
    return route.fulfill({ contentType: 'image/svg+xml', body: dot });
  });
  return asked;
}

test('pictures of a draft are fetched when somebody asks, and the saved draft keeps every address', async ({
  page,
  api,
  signIn,
}) => {
  const [conversation = ''] = await api.importMail(letter({}));
  const asked = await picturesAsked(page);
  await signIn(page, 'rep');
  await openConversation(page, conversation);
  const before = await lookOfTheDesk(page);
  const { body, save, status } = replyOn(page);
  await api.saveDraft(conversation, { body_html: withSheet(sheet) });
  await expect(body).toContainText('Last words');

  const notice = page.getByText('9 pictures in this reply come from elsewhere and are not loaded');
  await expect(notice).toBeVisible();
  for (const name of ['The roof', 'Two sizes', 'In a picture', 'Without a scheme'])
    await expect(body.getByRole('img', { name: `Image, not loaded: ${name}` })).toBeVisible();
  await body.getByText('Last words').click();
  await page.keyboard.press('End');
  await page.keyboard.type('.');
  await save.click();
  await expect(status).toHaveText(/^Saved/);
  // The import is no picture, and is nothing that a mail may bring.
  const saved = withSheet(sheet).replace('Last words', 'Last words.');
  expect((await api.draft(conversation))?.body_html).toBe(saved);
  expect(asked).toEqual([]);
  expect(await lookOfTheDesk(page)).toEqual(before);

  await page.getByRole('button', { name: 'Load pictures' }).click();
  await expect(notice).toBeHidden();
  for (const name of ['The roof', 'Two sizes', 'In a picture', 'Without a scheme'])
    await expect(body.getByRole('img', { name, exact: true })).toBeVisible();
  const fetched = ['src', 'srcset', 'picture', 'no-scheme', 'attribute', 'style', 'escaped', 'bullet'];
  await expect.poll(() => [...new Set(asked)].sort()).toEqual(fetched.map((name) => `/${name}.png`).sort());
  expect(await lookOfTheDesk(page)).toEqual(before);
  await page.keyboard.press('Control+End');
  await body.getByText('Last words').click();
  await page.keyboard.press('End');
  await page.keyboard.type('!');
  await save.click();
  await expect(status).toHaveText(/^Saved/);
  await expect
    .poll(async () => (await api.draft(conversation))?.body_html)
    .toBe(saved.replace('Last words.', 'Last words.!'));
});

test('somebody who let one version load its pictures is asked again for another', async ({
  page,
  api,
  signIn,
}) => {
  const [conversation = ''] = await api.importMail(letter({}));
  const asked = await picturesAsked(page);
  await api.saveDraft(conversation, { body_html: `<p>First <img src="${host}/first.png" alt="One"></p>` });
  await signIn(page, 'rep');
  await openConversation(page, conversation);
  const { body } = replyOn(page);
  await page.getByRole('button', { name: 'Load pictures' }).click();
  await expect(body.getByRole('img', { name: 'One', exact: true })).toBeVisible();
  expect(asked).toEqual(['/first.png']);

  await api.saveDraft(conversation, { body_html: `<p>Second <img src="${host}/second.png" alt="Two"></p>` });
  await expect(body).toContainText('Second');
  await expect(page.getByText('1 picture in this reply comes from elsewhere')).toBeVisible();
  await expect(body.getByRole('img', { name: 'Image, not loaded: Two' })).toBeVisible();
  expect(asked).toEqual(['/first.png']);
});
