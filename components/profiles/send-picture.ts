import { UNREACHABLE } from "@/components/forms/action-result";

/**
 * Puts or removes the picture and tells, in words, how far it is: fetch would not say. Returns what
 * went wrong, or null.
 */
export function sendPicture(
  endpoint: string,
  method: "PUT" | "DELETE",
  file: File | undefined,
  tell: (doing: string) => void,
): Promise<string | null> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    tell(method === "PUT" ? "Uploading the picture" : "Removing the picture");
    request.upload.onprogress = ({ loaded, total }) => {
      const percent = Math.round((100 * loaded) / Math.max(total, 1));
      tell(percent < 100 ? `Uploading the picture, ${percent} %` : "Preparing the picture");
    };
    request.onload = () => resolve(request.status < 300 ? null : problemIn(request.responseText));
    request.onerror = () => resolve(UNREACHABLE.message);
    request.ontimeout = () => resolve(UNREACHABLE.message);
    request.timeout = 60_000;
    request.open(method, endpoint);
    if (file) request.setRequestHeader("content-type", file.type || "application/octet-stream");
    request.send(file);
  });
}

/** The failure envelope's message as a sentence. */
function problemIn(answer: string): string {
  let message = "The picture could not be saved";
  try {
    message = String(JSON.parse(answer).detail);
  } catch {
    // Not our server's answer: the words above stand.
  }
  const sentence = message.replace(/^picture: (is|must|has|cannot)\b/, "The picture $1");
  return /[.?!]$/.test(sentence) ? sentence : `${sentence}.`;
}
