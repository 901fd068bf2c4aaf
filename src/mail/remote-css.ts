import { TokenType, tokenize } from '@csstools/css-tokenizer';

const urlFunction = /^(?:url|src|image|(?:-webkit-)?image-set|(?:-webkit-)?cross-fade)$/i;

/** Whether showing it would ask some server: everything but what the message itself carries. */
export const isRemote = (url: string) => !/^\s*(?:data:|cid:|blob:|#|$)/i.test(url);

/** Replaces every URL that CSS would fetch by an empty one, and says how many there were. */
export function withoutRemoteUrls(css: string): { css: string; held: number } {
  let held = 0;
  let result = '';
  const functions: string[] = [];
  for (const token of tokenize({ css })) {
    const [type, text] = token;
    if (type === TokenType.Function) functions.push(token[4].value);
    else if (type === TokenType.OpenParen) functions.push('');
    else if (type === TokenType.CloseParen) functions.pop();

    const fetchesString = (value: string) =>
      functions.some((name) => urlFunction.test(name))
        ? isRemote(value)
        : /^\s*(?:https?:|ftp:)?\/\//i.test(value);
    if (type === TokenType.URL && isRemote(token[4].value)) {
      held++;
      result += 'url("data:,")';
    } else if (type === TokenType.String && fetchesString(token[4].value)) {
      // A string elsewhere may reach image-set() through a custom property.
      held++;
      result += '"data:,"';
    } else result += text;
  }
  return { css: result, held };
}
