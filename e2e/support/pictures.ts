import sharp from "sharp";

/** A photograph's stand-in, to be chosen in a file field. */
export const picture = async (background = "#0e6253") => ({
  name: "portrait.png",
  mimeType: "image/png",
  buffer: await sharp({ create: { width: 640, height: 480, channels: 3, background } })
    .png()
    .toBuffer(),
});
