import fc from "fast-check";
import { expect, test } from "vitest";
import { domainHolding, isFreeMail, mailHost } from "./mail-domain";

const kings = ["kcl.ac.uk"];
const held = (address: string, domains: string[] = kings) => {
  const host = mailHost(address);
  return host && domainHolding(host, domains);
};

test.each([
  ["ada@kcl.ac.uk", kings, "kcl.ac.uk"],
  ["Ada.Byron+x@NMS.KCL.ac.uk", kings, "kcl.ac.uk"],
  ["ada@kcl.ac.uk", ["www.kcl.ac.uk"], "kcl.ac.uk"],
  ["ada@cs.stanford.edu", ["stanford.edu", "cs.stanford.edu"], "cs.stanford.edu"],
  ["ada@uni-köln.de", ["xn--uni-kln-e1a.de"], "xn--uni-kln-e1a.de"],
  ["ada@xn--uni-kln-e1a.de", ["uni-köln.de"], "xn--uni-kln-e1a.de"],
])("%s lies in %j", (address, domains, domain) => {
  expect(held(address, domains)).toBe(domain);
});

test.each([
  ["a longer name", "ada@notkcl.ac.uk", kings],
  ["a hyphen for a dot", "ada@nms-kcl.ac.uk", kings],
  ["the institution's name in front", "ada@kcl.ac.uk.example.com", kings],
  ["another suffix", "ada@kcl.ac", kings],
  ["a Cyrillic letter", "ada@k\u0441l.ac.uk", kings],
  ["a letter doubled", "ada@kccl.ac.uk", kings],
  ["two at signs", "ada@kcl.ac.uk@example.com", kings],
  ["the domain above", "ada@stanford.edu", ["cs.stanford.edu"]],
  ["a public suffix as domain", "ada@ucl.ac.uk", ["ac.uk"]],
  ["a private suffix as domain", "ada@someone.github.io", ["github.io"]],
  ["a whole country", "ada@stanford.edu", ["edu"]],
  ["free mail that a directory lists", "ada@gmail.com", ["gmail.com"]],
  ["a part of free mail", "ada@mail.yahoo.co.uk", ["yahoo.co.uk"]],
  ["former members", "ada@alumni.kcl.ac.uk", kings],
  ["nothing before the sign", "@kcl.ac.uk", kings],
  ["no host", "ada@", kings],
  ["no domains known", "ada@kcl.ac.uk", []],
])("%s is not there", (_what, address, domains) => {
  expect(held(address, domains)).toBeNull();
});

test("free mail is known under its own and its parts' names", () => {
  expect(isFreeMail("gmail.com")).toBe(true);
  expect(isFreeMail("eu.gmail.com")).toBe(true);
  expect(isFreeMail("kcl.ac.uk")).toBe(false);
});

test("whatever is written before a domain without a dot is another domain", () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,20}$/), (label) => {
      expect(held(`ada@${label}kcl.ac.uk`)).toBeNull();
      expect(held(`ada@kcl.ac.uk.${label}.com`)).toBeNull();
    }),
  );
});
