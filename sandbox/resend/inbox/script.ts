/**
 * What the inbox does in the browser, all of it dispensable: times in the viewer's zone, the frame as
 * tall as its mail, and word of new mail.
 */
export const script = `
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const short = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });
const today = new Intl.DateTimeFormat(undefined, { timeStyle: "short" });
const full = new Intl.DateTimeFormat(undefined, { weekday: "long", day: "numeric", month: "long",
  year: "numeric", hour: "2-digit", minute: "2-digit", timeZoneName: "short" });

for (const time of document.querySelectorAll("time[data-local]")) {
  const moment = new Date(time.dateTime);
  time.title = moment.toISOString();
  if (time.dataset.local === "full") time.textContent = full.format(moment) + " (" + zone + ")";
  else time.textContent =
    moment.toDateString() === new Date().toDateString() ? today.format(moment) : short.format(moment);
}

for (const frame of document.querySelectorAll("iframe")) {
  const fit = () => {
    const root = frame.contentDocument?.documentElement;
    if (!root) return;
    frame.style.minHeight = frame.style.height = "0";
    frame.style.height = root.scrollHeight + 2 + "px";
  };
  frame.addEventListener("load", fit);
  addEventListener("resize", fit);
  fit();
}

const news = document.querySelector(".news");
async function lookForMail() {
  if (document.hidden || !news) return;
  const query = new URLSearchParams(location.search);
  query.set("after", news.dataset.newest);
  const response = await fetch("/inbox/newer?" + query).catch(() => undefined);
  if (!response?.ok) return;
  const { count } = await response.json();
  const text = count === 1 ? "One new mail. Show it" : count + " new mails. Show them";
  if (count === 0 || news.textContent === text) return;
  const link = document.createElement("a");
  query.delete("after");
  query.delete("before");
  query.delete("view");
  link.href = "/inbox?" + query;
  link.textContent = text;
  news.replaceChildren(link);
}
setInterval(lookForMail, 4000);
document.addEventListener("visibilitychange", lookForMail);
`;
