import type { ReactNode } from "react";
import { LocalWhen } from "@/components/site/local-when";
import { Link } from "@/components/ui/link";
import type { Candidate } from "@/lib/researchers/collection/candidates/list-candidates";
import { evidenceWords, originName, recordAddress } from "./collection-words";

/** A record and a profile that may be of one person: what each says, and what speaks for and against it. */
export function CandidateCard(props: { candidate: Candidate; zone: string; children: ReactNode }) {
  const { candidate, zone } = props;
  const { record, profile } = candidate;
  const { author } = record;
  const address = recordAddress(record.source, record.sourceId);
  const from = (field: string) => {
    const fact = profile.facts[field];
    return fact && <Origin {...fact} zone={zone} />;
  };
  const headingId = `candidate-${candidate.id}`;
  return (
    <article aria-labelledby={headingId} className="grid gap-4 rounded border bg-raised p-4 sm:p-6">
      <h3 id={headingId} className="text-21">
        {author.name}
      </h3>
      <table className="w-full table-fixed text-left text-15">
        <thead>
          <tr className="border-b align-bottom">
            <th scope="col" className="w-[5.5rem] py-2 pr-3 font-normal text-13 text-muted">
              <span className="sr-only">Fact</span>
            </th>
            <th scope="col" className="py-2 pr-3 font-medium">
              Record of {originName(record.source)}
            </th>
            <th scope="col" className="py-2 font-medium">
              Profile here
            </th>
          </tr>
        </thead>
        <tbody className="divide-y">
          <Row name="Name" record={author.name} profile={profile.name} origin={from("name")} />
          <Row name="Other names" record={listed(author.otherNames)} profile={null} />
          <Row
            name="Institutions"
            record={listed(author.institutions.map(({ name }) => name))}
            profile={profile.affiliation}
            origin={from("affiliation")}
          />
          <Row
            name="ORCID iD"
            record={author.orcid}
            profile={profile.orcid}
            origin={from("orcid")}
          />
          <Row
            name="Fields"
            record={listed(author.topics.slice(0, 6))}
            profile={listed(profile.expertise)}
            origin={from("expertise")}
          />
          <Row
            name="Papers"
            record={author.worksCount === null ? null : `${author.worksCount}`}
            profile={`${profile.papers} on Colloquy`}
          />
          <Row
            name="Look"
            record={
              address ? (
                <a href={address} className="link" rel="noreferrer">
                  {record.sourceId}
                </a>
              ) : (
                record.sourceId
              )
            }
            profile={
              <Link href={`/researchers/${profile.slug}`} className="link">
                {profile.isClaimed ? "Their own profile" : `Profile, ${profile.standing}`}
              </Link>
            }
          />
        </tbody>
      </table>
      <div>
        <h4 className="font-medium font-sans text-15">What speaks for and against it</h4>
        <ul className="mt-1 grid gap-1 text-15">
          {candidate.evidence.map(({ kind, detail, speaks }) => (
            <li key={kind} className="wrap-anywhere">
              <span className={speaks === "for" ? "text-accent" : "text-failure"}>
                {speaks === "for" ? "For: " : "Against: "}
              </span>
              {evidenceWords[kind] ?? kind}
              {detail && <span className="text-muted"> ({detail})</span>}
            </li>
          ))}
        </ul>
      </div>
      {props.children}
    </article>
  );
}

function Row(props: { name: string; record: ReactNode; profile: ReactNode; origin?: ReactNode }) {
  return (
    <tr className="align-top">
      <th scope="row" className="py-2 pr-3 font-normal text-13 text-muted">
        {props.name}
      </th>
      <td className="wrap-anywhere py-2 pr-3">{props.record || <Unknown />}</td>
      <td className="wrap-anywhere py-2">
        {props.profile || <Unknown />}
        {props.origin}
      </td>
    </tr>
  );
}

const Unknown = () => <span className="text-muted">not known</span>;

function Origin(props: { source: string; fetchedAt: Date; zone: string }) {
  return (
    <span className="block text-13 text-muted">
      from {originName(props.source)},{" "}
      <LocalWhen at={props.fetchedAt} zone={props.zone} format="dated" />
    </span>
  );
}

const listed = (values: string[]) => values.join(", ");
