const extensions: Record<string, string> = {
  'text/plain': 'txt',
  'text/calendar': 'ics',
  'message/rfc822': 'eml',
  'message/delivery-status': 'txt',
};

// Control characters, and those that turn the direction of text: `invoice\u202Efdp.exe` reads as a PDF.
const deceptive = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** A name to show and to save an attachment under: the given one without folders, else one made from its type. */
export function attachmentName(given: string | undefined, contentType: string, number: number): string {
  const name = given?.replace(deceptive, '').split(/[\\/]/).at(-1)?.trim() ?? '';
  if (name !== '' && !/^\.+$/.test(name)) return shortened(name);
  const extension = extensions[contentType] ?? /^\w+\/([a-z0-9]{2,5})$/.exec(contentType)?.[1];
  return extension ? `attachment-${number}.${extension}` : `attachment-${number}`;
}

/** What file systems hold in one name, with its extension kept. */
function shortened(name: string): string {
  const extension = /\.[^.]{1,10}$/.exec(name)?.[0] ?? '';
  return name.length <= 120 ? name : name.slice(0, 120 - extension.length) + extension;
}
