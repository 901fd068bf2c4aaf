/** Wider pictures are shown at this width, which is what fits most mail windows; CSS pixels. */
const WIDEST = 600;

export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** The size at which a picture is shown in a message: its own, or scaled down. @throws when it is no picture. */
export async function pictureSize(file: Blob): Promise<PictureSize> {
  const bitmap = await createImageBitmap(file);
  const { width, height } = bitmap;
  bitmap.close();
  return fitting({ width, height });
}

export function fitting({ width, height }: PictureSize): PictureSize {
  if (width <= WIDEST) return { width, height };
  return { width: WIDEST, height: Math.max(1, Math.round((height * WIDEST) / width)) };
}
