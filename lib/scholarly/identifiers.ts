const DOI = /^10\.\d{4,9}\/\S{1,300}$/i;
const ORCID = /\b(\d{4}-\d{4}-\d{4}-\d{3}[\dX])$/i;
const OPENALEX = /(?:^|\/)([WAI]\d{2,12})$/i;
const ARXIV_NEW = /^\d{4}\.\d{4,5}$/;
const ARXIV_OLD = /^[a-z-]{2,20}(?:\.[A-Z]{2})?\/\d{7}$/i;
const ARXIV_DOI = "10.48550/arxiv.";

type Text = string | null | undefined;

/** A DOI in lower case, from itself or a doi.org address. */
export function bareDoi(text: Text): string | null {
  const doi = text
    ?.trim()
    .replace(/^(?:https?:\/\/)?(?:dx\.)?doi\.org\//i, "")
    .toLowerCase();
  return doi && DOI.test(doi) && !doi.includes("\0") ? doi : null;
}

/** "0000-0002-1825-0097", from itself or an orcid.org address; null when its last digit, a check digit, is wrong. */
export function bareOrcid(text: Text): string | null {
  const orcid = ORCID.exec(text?.trim() ?? "")?.[1]?.toUpperCase();
  return orcid && hasRightCheckDigit(orcid) ? orcid : null;
}

// ISO 7064, MOD 11-2.
function hasRightCheckDigit(orcid: string): boolean {
  const digits = orcid.replaceAll("-", "");
  const total = [...digits.slice(0, -1)].reduce((sum, digit) => (sum + Number(digit)) * 2, 0);
  const check = (12 - (total % 11)) % 11;
  return digits.at(-1) === (check === 10 ? "X" : String(check));
}

/** "A5023888391", "W2741809807" or "I18014758", from itself or an openalex.org address. */
export const bareOpenalexId = (text: Text): string | null =>
  OPENALEX.exec(text?.trim() ?? "")?.[1]?.toUpperCase() ?? null;

/** "1707.08567" or "hep-th/9901001", from itself with or without "arXiv:" and version, an arxiv.org address or arXiv's DOI. */
export function bareArxivId(text: Text): string | null {
  const id = text
    ?.trim()
    .replace(/^(?:https?:\/\/)?(?:www\.|export\.)?arxiv\.org\/(?:abs|pdf|html|format)\//i, "")
    .replace(/^(?:https?:\/\/)?(?:dx\.)?doi\.org\//i, "")
    .replace(/^10\.48550\/arxiv\./i, "")
    .replace(/^arxiv:\s*/i, "")
    .replace(/[?#].*$/, "")
    .replace(/\.pdf$/i, "")
    .replace(/v\d{1,3}$/i, "");
  return id && (ARXIV_NEW.test(id) || ARXIV_OLD.test(id)) ? id : null;
}

/** The DOI that arXiv gives every paper. */
export const doiOfArxiv = (arxivId: string) => `${ARXIV_DOI}${arxivId.toLowerCase()}`;

/** "https://ror.org/00f54p054", from itself with or without the address. */
export function fullRorId(text: Text): string | null {
  const id = /(?:^|ror\.org\/)(0[a-hj-km-np-tv-z0-9]{6}\d{2})$/i.exec(text?.trim() ?? "")?.[1];
  return id ? `https://ror.org/${id.toLowerCase()}` : null;
}
