import { domainToASCII } from "node:url";
import { getDomain } from "tldts";

/** Anybody may have an address there: whatever a directory of institutions says, it proves nothing. */
const FREE_MAIL = new Set(
  `126.com 163.com aim.com aol.com bk.ru btinternet.com comcast.net cox.net duck.com fastmail.com fastmail.fm
  foxmail.com free.fr gmail.com gmx.at gmx.ch gmx.com gmx.de gmx.net googlemail.com hey.com hotmail.co.uk hotmail.com
  hotmail.de hotmail.es hotmail.fr hotmail.it icloud.com inbox.ru interia.pl laposte.net libero.it list.ru live.co.uk
  live.com live.fr mac.com mail.com mail.ru me.com msn.com naver.com o2.pl onet.pl orange.fr outlook.com outlook.de
  outlook.fr pm.me proton.me protonmail.ch protonmail.com qq.com rambler.ru rediffmail.com rocketmail.com seznam.cz
  sfr.fr sina.com sohu.com t-online.de tuta.com tuta.io tutanota.com tutanota.de uol.com.br verizon.net wanadoo.fr
  web.de wp.pl yahoo.ca yahoo.co.in yahoo.co.jp yahoo.co.uk yahoo.com yahoo.com.br yahoo.de yahoo.es yahoo.fr yahoo.it
  yandex.com yandex.ru ymail.com zoho.com`.split(/\s+/),
);

/** Addresses for life, which outlast the time at the institution. */
const FORMER_MEMBERS = /^(alum|alumni|alumna|alumnus|alumnae)$/;

/** A host as mail servers compare it: in lower case and ASCII, so that a letter that only looks like another is another. */
function hostOf(text: string): string | null {
  const ascii = domainToASCII(text.trim().toLowerCase().replace(/\.$/, ""));
  return ascii === "" || ascii.includes("..") ? null : ascii;
}

/** The host of an address, or null when it has none. */
export function mailHost(address: string): string | null {
  const at = address.lastIndexOf("@");
  return at < 1 ? null : hostOf(address.slice(at + 1));
}

/** The domain that a registrar gave away, "kcl.ac.uk" for "nms.kcl.ac.uk"; null for "ac.uk" itself. */
const registered = (host: string) => getDomain(host, { allowPrivateDomains: true });

export function isFreeMail(host: string): boolean {
  return FREE_MAIL.has(host) || FREE_MAIL.has(getDomain(host) ?? "");
}

/**
 * Which of an institution's domains a mail host is or lies in, or null. One under which anybody can have a
 * name ("ac.uk", "github.io"), a provider of free mail, or an address for former members never matches.
 */
export function domainHolding(host: string, domains: readonly string[]): string | null {
  if (isFreeMail(host) || host.split(".").some((label) => FORMER_MEMBERS.test(label))) return null;
  const holding = domains
    .flatMap((domain) => hostOf(domain.replace(/^www\./i, "")) ?? [])
    .filter((domain) => registered(domain) && (host === domain || host.endsWith(`.${domain}`)));
  // The nearest one says most.
  return holding.sort((a, b) => b.length - a.length)[0] ?? null;
}
