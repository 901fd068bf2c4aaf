import { openConversation, replyOn } from './fixtures/screen.ts';
import { expect, test } from './fixtures/test.ts';

const policyOf = async (url: string) => {
  const header = (await fetch(url)).headers.get('content-security-policy') ?? '';
  return Object.fromEntries(
    header.split(';').map((part) => {
      const [name = '', ...values] = part.trim().split(' ');
      return [name, values];
    }),
  );
};

test('every page comes with a policy that runs the scripts of the desk alone', async ({ desk }) => {
  for (const path of ['/', '/sign-in', '/conversations/anything', '/api/docs']) {
    const policy = await policyOf(`${desk.url}${path}`);
    expect(policy['script-src'], path).toEqual(["'self'"]);
    expect(policy['object-src'], path).toEqual(["'none'"]);
    expect(policy['base-uri'], path).toEqual(["'none'"]);
    expect(policy['frame-ancestors'], path).toEqual(["'none'"]);
    expect(policy['require-trusted-types-for'], path).toEqual(["'script'"]);
    expect(policy['trusted-types'], path).not.toContain("'allow-duplicates'");
  }
});

test.describe('what a slip in the desk or in a library would do', () => {
  test.use({
    expectedComplaints: /status of 401|Trusted(?:HTML|Script|Type)/,
    expectedBreaches: /trusted-types/,
  });

  test('markup that reaches the page as text is refused, or sanitised where mail is read', async ({
    page,
    api,
    signIn,
  }) => {
    const write = () =>
      page.evaluate(() => {
        const box = document.createElement('div');
        document.body.append(box);
        try {
          box.innerHTML = '<b>bold</b><img src="x" onerror="document.title=\'taken\'"><script>1</script>';
          return box.innerHTML;
        } catch (error) {
          return error instanceof Error ? error.name : 'something else';
        } finally {
          box.remove();
        }
      });
    await signIn(page, 'rep');
    await page.goto('/queue/review');
    await expect(page.getByRole('list', { name: 'Replies' })).toBeVisible();
    expect(await write()).toBe('TypeError');

    await openConversation(page, await api.conversationWith('Diana Prince'));
    await expect(replyOn(page).body).toBeVisible();
    expect(await write()).toBe('<b>bold</b><img src="x">');
    const refused = await page.evaluate(() => {
      const script = document.createElement('script');
      const attempts = [
        () => script.append('document.title = "taken"') ?? document.body.append(script),
        () => document.createElement('script').setAttribute('src', '/elsewhere.js'),
        () => trustedTypesOf().createPolicy('of-somebody-else', {}),
      ];
      function trustedTypesOf() {
        return (
          globalThis as unknown as { trustedTypes: { createPolicy(name: string, rules: object): void } }
        ).trustedTypes;
      }
      return attempts.map((attempt) => {
        try {
          attempt();
          return document.title;
        } catch (error) {
          return error instanceof Error ? error.name : 'something else';
        }
      });
    });
    expect(refused.filter((answer) => answer === 'taken')).toEqual([]);
    await expect(page).toHaveTitle(/^(\(\d+\) )?Diana Prince · Countersign$/);
  });
});

test('the documentation of the API can be read and tried', async ({ page, signIn }) => {
  await signIn(page, 'rep');
  await page.goto('/api/docs');
  await page.getByText('List the organisations that the caller belongs to').click();
  await page.getByRole('button', { name: 'Execute' }).click();
  await expect(page.locator('.responses-table.live-responses-table')).toContainText('Acme Roofing');
});
