import {
  Body,
  Button,
  Container,
  Head,
  Heading,
  Hr,
  Html,
  Link,
  Preview,
  Section,
  Text,
} from "@react-email/components";
import { cloneElement, Fragment, type ReactElement, type ReactNode } from "react";
import { env } from "@/lib/platform/env";
import type { ChoiceLinks } from "../choices/choice-links";
import type { Mail } from "./mail";
import { darkStyles, hairline, ink, paper, quiet, sans, serif, viridian } from "./theme";

type LetterProps = {
  title: string;
  /** The line that inboxes show beside the subject. */
  preview: string;
  /** Why the recipient gets it, a full sentence, and what else belongs at the foot. */
  because: ReactNode;
  /** How to get no more of its kind, where that is for the recipient to choose. */
  optOut?: ChoiceLinks;
  children: ReactNode;
};

/** Every mail's sheet: masthead, one heading, the content, and why it was sent. */
export function Letter(props: LetterProps) {
  return (
    <Html lang="en">
      <Head>
        <title>{props.title}</title>
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <style>{darkStyles}</style>
      </Head>
      <Body className="paper" style={{ backgroundColor: paper, margin: 0, padding: 0 }}>
        <Preview>{props.preview}</Preview>
        <Container className="sheet" style={{ maxWidth: 560, padding: "40px 32px" }}>
          <Link
            href={env().APP_URL}
            className="link"
            style={{ color: viridian, fontFamily: serif, fontSize: 17, textDecoration: "none" }}
          >
            Colloquy
          </Link>
          <Heading
            className="ink"
            style={{
              color: ink,
              fontFamily: serif,
              fontSize: 28,
              fontWeight: 600,
              lineHeight: "36px",
              margin: "28px 0 20px",
            }}
          >
            {props.title}
          </Heading>
          {props.children}
          <Hr className="hairline" style={{ borderColor: hairline, margin: "32px 0 16px" }} />
          <Text className="quiet" style={{ ...small, margin: 0 }}>
            {props.because}
            {props.optOut && <OptOut links={props.optOut} />}
          </Text>
        </Container>
      </Body>
    </Html>
  );
}

function OptOut({ links }: { links: ChoiceLinks }) {
  return (
    <>
      <br />
      <TextLink href={links.stop}>Stop mails of this kind</TextLink>, or{" "}
      <TextLink href={links.choices}>choose which ones you get</TextLink>.
    </>
  );
}

/** The same letter with its links for getting no more of its kind. */
export const withOptOut = (letter: Mail["body"], optOut: ChoiceLinks): ReactElement =>
  cloneElement(letter as ReactElement<LetterProps>, { optOut });

/** The one thing to do next. */
export function Action({ href, children }: { href: string; children: string }) {
  return (
    <Section style={{ margin: "4px 0 24px" }}>
      <Button
        href={href}
        className="action"
        style={{
          backgroundColor: viridian,
          borderRadius: 6,
          color: "#ffffff",
          fontFamily: sans,
          fontSize: 15,
          fontWeight: 600,
          padding: "13px 22px",
        }}
      >
        {children}
      </Button>
    </Section>
  );
}

export function Paragraph({ children }: { children: ReactNode }) {
  return (
    <Text className="ink" style={reading}>
      {children}
    </Text>
  );
}

export function Aside({ children }: { children: ReactNode }) {
  return (
    <Text className="quiet" style={{ ...small, margin: "0 0 14px" }}>
      {children}
    </Text>
  );
}

export function TextLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link href={href} className="link" style={{ color: viridian }}>
      {children}
    </Link>
  );
}

/** Labelled lines, one under another: `undefined` leaves a line out. */
export function Facts({ rows }: { rows: [label: string, value: ReactNode | undefined][] }) {
  return (
    <Section
      className="hairline"
      style={{ borderTop: `1px solid ${hairline}`, margin: "0 0 20px", paddingTop: 14 }}
    >
      {rows.map(([label, value]) =>
        value === undefined ? null : (
          <Text key={label} className="ink" style={{ ...reading, margin: "0 0 12px" }}>
            <span className="quiet" style={{ ...small }}>
              {label}
            </span>
            <br />
            {typeof value === "string" ? <Lines text={value} /> : value}
          </Text>
        ),
      )}
    </Section>
  );
}

/** What people wrote keeps its line breaks. */
function Lines({ text }: { text: string }) {
  const [first, ...others] = text.split(/\r?\n/);
  return (
    <>
      {first}
      {others.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines of a text have no other name.
        <Fragment key={index}>
          <br />
          {line}
        </Fragment>
      ))}
    </>
  );
}

const reading = {
  color: ink,
  fontFamily: sans,
  fontSize: 15,
  lineHeight: "24px",
  margin: "0 0 16px",
};

const small = { color: quiet, fontFamily: sans, fontSize: 13, lineHeight: "20px" };
