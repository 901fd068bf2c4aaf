/** Whether the person's keyboard has a command key. */
export const isApple = (): boolean => /mac|iphone|ipad|ipod/i.test(navigator.platform);
