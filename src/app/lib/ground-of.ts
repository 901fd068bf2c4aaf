/** A mail that brings colours of its own was made for white; one that brings none follows the theme. */
export const groundOf = (html: string): 'white' | 'theme' =>
  /\bcolor\s*[:=]|background|\bbgcolor\b/i.test(html) ? 'white' : 'theme';
