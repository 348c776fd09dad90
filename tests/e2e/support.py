# SPDX-License-Identifier: Apache-2.0
"""What the whole-program tests share: a data root of their own, the program as a user runs it, a count of results."""
import collections
import csv
import fcntl
import hashlib
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent.parent.parent
BUILD = pathlib.Path(os.environ.get("BUILD", "build"))
BUILD = BUILD if BUILD.is_absolute() else HERE / BUILD
PIEGO = BUILD / "piego"
ENV = dict(os.environ, PIEGO_SHARE=str(HERE), PIEGO_BUILD=str(BUILD), LC_ALL="C.UTF-8", LANGUAGE="")


class Count:
    """Results of one test program: say what holds, then end()."""

    def __init__(self):
        self.passed = self.failed = 0

    def that(self, truth, what):
        if truth:
            self.passed += 1
        else:
            self.failed += 1
            print(f"FAILED: {what}", flush=True)
        return bool(truth)

    def equal(self, got, expected, what):
        return self.that(got == expected, f"{what}: expected {expected!r}, got {got!r}")

    def end(self):
        name = pathlib.Path(sys.argv[0]).resolve().relative_to(HERE)
        print(f"{name}: {self.passed} passed, {self.failed} failed")
        sys.exit(1 if self.failed or not self.passed else 0)


class Scratch:
    """A temporary folder that is gone afterwards."""

    def __enter__(self):
        self.path = pathlib.Path(tempfile.mkdtemp(prefix="piego-e2e-"))
        return self.path

    def __exit__(self, *_):
        shutil.rmtree(self.path, ignore_errors=True)


def piego(*args, root=None, expect=None, env=None):
    """Run the program; returns the finished process."""
    command = [str(PIEGO), *map(str, args)]
    if root is not None:
        command += ["--root", str(root)]
    done = subprocess.run(command, capture_output=True, text=True, env=dict(ENV, **(env or {})))
    if expect is not None and done.returncode not in expect:
        raise SystemExit(f"{' '.join(command)}: exit {done.returncode}\n{done.stdout}{done.stderr}")
    return done


def bare_root(folder, name="root"):
    """A data root in which nothing is stored."""
    root = folder / name
    piego("init", root=root, expect=[0])
    return root


def make_approved_root(root):
    """The clients of the samples and of the small job, their layouts approved on few records."""
    with Scratch() as folder:
        samples = make_samples(folder, "--records", "120")
        shutil.copytree(HERE / "tests/data/mini", samples / "mini")
        piego("init", "--demo", samples, root=root, expect=[0])


def newest(*paths):
    files = [file for path in paths for file in ([path] if path.is_file() else path.rglob("*")) if file.is_file()]
    return max(file.stat().st_mtime for file in files)


def new_root(folder, name="root"):
    """A data root in which the layouts of the samples and of the small job are approved: a copy of one that is made
    once, and again when the program or what it reads has changed."""
    made = BUILD / "approved-root"
    with open(BUILD / "approved-root.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        changed = newest(PIEGO, HERE / "layouts", HERE / "fonts", HERE / "profiles", HERE / "samples", HERE / "tests/data/mini",
                         HERE / "tests/e2e/support.py")
        if not made.exists() or made.stat().st_mtime < changed:
            shutil.rmtree(made, ignore_errors=True)
            make_approved_root(made)
            os.utime(made)
    shutil.copytree(made, folder / name)
    return folder / name


def run_job(job, root, *args):
    """A run that must be committed; returns its JSON."""
    return json.loads(piego("run", job, "--json", *args, root=root, expect=[0, 1]).stdout)


def pieces(bundle):
    with open(pathlib.Path(bundle) / "pieces.csv", encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text, delimiter=";"))


def print_files(bundle):
    """A bundle's print files as PDF, in turn; labels and cards lie beside them."""
    return sorted(pathlib.Path(bundle).glob("[0-9][0-9][0-9][0-9].pdf"))


def ticket(bundle):
    return json.loads((pathlib.Path(bundle) / "ticket.json").read_text(encoding="utf-8"))


def bundle_hashes(bundle):
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(pathlib.Path(bundle).iterdir())}


def make_samples(folder, *options):
    """The sample jobs with their data, in folder/samples."""
    target = folder / "samples"
    shutil.copytree(HERE / "samples", target, dirs_exist_ok=True)
    subprocess.run([str(target / "generate"), *options], check=True, capture_output=True)
    return target


def page_texts(pdf):
    """The text of every page, in reading order."""
    text = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True).stdout.decode()
    return text.split("\f")[:-1]


def silent(*command):
    """Whether a judge ends well and says nothing; what it said else."""
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True)
    said = (done.stdout + done.stderr).strip()
    return None if done.returncode == 0 and not said else f"exit {done.returncode}: {said[:400]}"


def qpdf_says(pdf):
    done = subprocess.run(["qpdf", "--check", str(pdf)], capture_output=True, text=True)
    good = done.returncode == 0 and "No syntax or stream encoding errors" in done.stdout and not done.stderr
    return None if good else (done.stdout + done.stderr)[-400:]


def ghostscript_says(pdf, first=1, last=2**31 - 1):
    """What ghostscript says of the pages from first to last; None when it is silent."""
    return silent("gs", "-q", "-dBATCH", "-dNOPAUSE", "-dSAFER", "-sDEVICE=nullpage", f"-dFirstPage={first}",
                  f"-dLastPage={last}", pdf)


def edit(path, **keys):
    """Set keys of an INI-like job file in place."""
    lines = path.read_text(encoding="utf-8").splitlines()
    out = []
    for line in lines:
        name = line.split("=")[0].strip()
        out.append(f"{name} = {keys.pop(name)}" if "=" in line and name in keys else line)
    if keys:
        raise SystemExit(f"{path}: no keys {list(keys)}")
    path.write_text("\n".join(out) + "\n", encoding="utf-8")


def lengthen_longest(data):
    """In the sample of a utility's reminders, the debtor of the longest letter gets three times his invoices: more sheets than a machine takes."""
    with open(data, encoding="utf-8-sig", newline="") as text:
        rows = list(csv.DictReader(text))
    longest = collections.Counter(row["Codice cliente"] for row in rows).most_common(1)[0][0]
    more = [dict(row, Fattura=f"{row['Fattura']}/{time}") for time in "23" for row in rows
            if row["Codice cliente"] == longest]
    with open(data, "w", encoding="utf-8-sig", newline="") as text:
        writer = csv.DictWriter(text, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows + more)
