"use client";

import { useRouter } from "next/navigation";
import { type ChangeEvent, useId, useState } from "react";
import { Button, buttonClasses } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { sendPicture } from "./send-picture";

type PictureFormProps = {
  hasPicture: boolean;
  maxBytes: number;
  /** Where the picture goes as the body of a PUT, and from where a DELETE takes it. */
  endpoint: string;
  /** Where the form is posted without scripts. */
  postTo: string;
  /** What became of a picture that was posted so. */
  problem: string | null;
};

type State = { doing: string | null; done: string | null; problem: string | null };

/** Chooses a picture and puts it on the profile at once; says how far it is. */
export function PictureForm(props: PictureFormProps) {
  const router = useRouter();
  const id = useId();
  const [state, setState] = useState<State>({ doing: null, done: null, problem: props.problem });

  async function put(event: ChangeEvent<HTMLInputElement>) {
    const input = event.currentTarget;
    const file = input.files?.[0];
    if (!file || state.doing) return;
    const problem =
      file.size > props.maxBytes
        ? `This picture has ${megabytes(file.size)}; at most ${megabytes(props.maxBytes)} can be kept. Save it smaller, then choose it again.`
        : await act("PUT", file);
    input.value = "";
    end(problem, "The new picture is on your profile.");
  }

  const act = (method: "PUT" | "DELETE", file?: File) =>
    sendPicture(props.endpoint, method, file, (doing) =>
      setState({ doing, done: null, problem: null }),
    );

  function end(problem: string | null, done: string) {
    setState({ doing: null, problem, done: problem ? null : done });
    if (!problem) router.refresh();
  }

  return (
    <form
      action={props.postTo}
      method="post"
      encType="multipart/form-data"
      className="grid min-w-0 gap-3"
    >
      <div className="flex flex-wrap items-center gap-2">
        {/* The field itself is the control; scripts dress it as a button. */}
        <label
          htmlFor={id}
          className={buttonClasses(
            "secondary",
            "small",
            "noscript:hidden has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:outline-offset-2",
          )}
        >
          {props.hasPicture ? "Choose another picture" : "Choose a picture"}
          <input
            id={id}
            type="file"
            name="picture"
            accept="image/jpeg,image/png,image/webp"
            aria-describedby={`${id}-hint`}
            onChange={put}
            className="sr-only"
          />
        </label>
        {props.hasPicture && (
          <Button
            variant="quiet"
            size="small"
            className="noscript:hidden"
            pending={state.doing !== null}
            onClick={async () => end(await act("DELETE"), "The picture is gone.")}
          >
            Remove
          </Button>
        )}
      </div>
      <div className="hidden gap-3 noscript:grid">
        <input
          type="file"
          name="picture"
          aria-label="Picture"
          accept="image/jpeg,image/png,image/webp"
          className="max-w-full text-13"
        />
        <div className="flex gap-2">
          <button type="submit" className={buttonClasses("secondary", "small")}>
            Upload
          </button>
          {props.hasPicture && (
            <button
              type="submit"
              name="remove"
              value="1"
              className={buttonClasses("quiet", "small")}
            >
              Remove
            </button>
          )}
        </div>
      </div>
      <p id={`${id}-hint`} className="text-13 text-muted">
        JPEG, PNG or WebP, at most {megabytes(props.maxBytes)}. The middle of it is shown, round.
      </p>
      <p role="status" className="text-15 empty:hidden">
        {state.doing ?? state.done}
      </p>
      {state.problem && (
        <Notice tone="failure" live>
          <p className="text-ink">{state.problem}</p>
        </Notice>
      )}
    </form>
  );
}

const megabytes = (bytes: number) => `${Math.round((bytes / 1024 / 1024) * 10) / 10} MB`;
