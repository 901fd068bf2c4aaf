/** What lies over the desk while a dialog is open. */
export const backdropClass = 'fixed inset-0 z-40 bg-[#131316]/40';
