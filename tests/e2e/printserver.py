# SPDX-License-Identifier: Apache-2.0
"""A print server of the tests' own: a private cupsd on a port of its own, in a folder of its own, whose printers keep what
they are given; and a wire that can be cut while somebody talks to it."""
import getpass
import grp
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import threading
import time

SERVER_BIN = pathlib.Path("/usr/lib/cups")
PATH = os.environ["PATH"] + ":/usr/sbin:/sbin"

# What a press gets is kept under the job's number: its bytes, its arguments, its form.  A file 'hold' in the press's folder
# keeps it waiting, 'break' makes it fail.
BACKEND = """#!/bin/sh
[ $# -gt 0 ] || { echo 'direct keep "Keep" "keep"'; exit 0; }
out=${DEVICE_URI#keep:}
while [ -e "$out/hold" ]; do sleep 0.1; done
[ ! -e "$out/break" ] || exit 1
cat "$6" >"$out/$1.making"
printf '%s\\n' "$3" "$5" "$CONTENT_TYPE" >"$out/$1.told"
mv "$out/$1.making" "$out/$1.data"
"""

# A press with a driver: trays, papers, two sides; used to other paper than ours.
DRIVER = """*PPD-Adobe: "4.3"
*FormatVersion: "4.3"
*FileVersion: "1.0"
*LanguageVersion: English
*LanguageEncoding: ISOLatin1
*PCFileName: "PROVA.PPD"
*Manufacturer: "Prova"
*Product: "(Prova)"
*ModelName: "Prova"
*ShortNickName: "Prova"
*NickName: "Prova"
*PSVersion: "(3010.000) 0"
*cupsFilter2: "application/pdf application/pdf 0 -"
*cupsFilter2: "application/postscript application/postscript 0 -"
"""
CHOICES = {"PageSize": ("Letter", "A4"), "InputSlot": ("Tray3", "Tray2", "Tray1"), "MediaType": ("Transparency", "Plain", "Letterhead"),
           "Duplex": ("None", "DuplexNoTumble", "DuplexTumble")}
SIZES = {"Letter": "612 792", "A4": "595 842"}


def driver():
    lines = [DRIVER]
    for option, choices in CHOICES.items():
        lines += [f"*OpenUI *{option}/{option}: PickOne", f"*Default{option}: {choices[0]}",
                  *(f'*{option} {choice}/{choice}: ""' for choice in choices), f"*CloseUI: *{option}"]
    lines += ["*DefaultImageableArea: Letter", "*DefaultPaperDimension: Letter"]
    for size, points in SIZES.items():
        lines += [f'*ImageableArea {size}/{size}: "0 0 {points}"', f'*PaperDimension {size}/{size}: "{points}"']
    return "\n".join(lines) + "\n"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class PrintServer:
    """with PrintServer(folder) as server: server.name is what CUPS_SERVER is to be."""

    def __init__(self, folder):
        self.folder = folder / "print-server"
        self.process = None

    def __enter__(self):
        for part in ("etc", "spool", "cache", "state", "tmp", "keys", "bin/backend", "bin/filter", "bin/cgi-bin"):
            (self.folder / part).mkdir(parents=True)
        for part in ("daemon", "notifier"):
            (self.folder / "bin" / part).symlink_to(SERVER_BIN / part)
        backend = self.folder / "bin/backend/keep"
        backend.write_text(BACKEND)
        # Readable by nobody else: so the scheduler runs it as who started it, not as another user.
        backend.chmod(0o700)
        self.write_files()
        # Another may take the port before the scheduler does.
        for _ in range(5):
            self.port = free_port()
            self.write_settings()
            if self.start():
                return self
        raise SystemExit(f"cupsd does not start: {(self.folder / 'log').read_text()[-2000:]}")

    def __exit__(self, *_):
        self.stop()

    @property
    def name(self):
        return f"127.0.0.1:{self.port}"

    @property
    def socket(self):
        """The same server by another name, as local programs call it."""
        return str(self.folder / "socket")

    def write_files(self):
        group = grp.getgrgid(os.getgid()).gr_name
        (self.folder / "etc/files.conf").write_text("\n".join((
            f"ServerRoot {self.folder}/etc", f"RequestRoot {self.folder}/spool", f"CacheDir {self.folder}/cache",
            f"StateDir {self.folder}/state", f"TempDir {self.folder}/tmp", f"ServerBin {self.folder}/bin",
            f"ServerKeychain {self.folder}/keys", f"ErrorLog {self.folder}/log", f"AccessLog {self.folder}/access",
            f"PageLog {self.folder}/pages", f"SystemGroup {group}", "Sandboxing relaxed", "")))

    def write_settings(self):
        (self.folder / "etc/cupsd.conf").write_text(f"""Listen 127.0.0.1:{self.port}
Listen {self.socket}
Browsing Off
WebInterface No
DefaultAuthType None
LogLevel info
<Location />
  Order allow,deny
  Allow from 127.0.0.1
</Location>
<Policy default>
  JobPrivateAccess all
  JobPrivateValues none
  SubscriptionPrivateAccess all
  SubscriptionPrivateValues none
  <Limit All>
    Order deny,allow
  </Limit>
</Policy>
""")

    def start(self):
        command = ["cupsd", "-f", "-c", str(self.folder / "etc/cupsd.conf"), "-s", str(self.folder / "etc/files.conf")]
        self.process = subprocess.Popen(command, env=dict(os.environ, PATH=PATH), stdout=subprocess.DEVNULL,
                                        stderr=subprocess.DEVNULL, start_new_session=True)
        for _ in range(100):
            if self.process.poll() is not None:
                return False
            if self.tell("lpstat", "-r").stdout.startswith("scheduler is running"):
                return True
            time.sleep(0.1)
        return False

    def stop(self):
        """As an operator would; what it has forked ends too."""
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        self.process = None

    def tell(self, *command, expect=None):
        done = subprocess.run(list(map(str, command)), capture_output=True, text=True, timeout=60,
                              env=dict(os.environ, PATH=PATH, CUPS_SERVER=self.name, LC_ALL="C.UTF-8"))
        if expect is not None and done.returncode != expect:
            raise SystemExit(f"{command}: exit {done.returncode}\n{done.stdout}{done.stderr}")
        return done

    def add(self, printer, *options, driven=False):
        """A printer, and the folder in which it keeps what it gets."""
        out = self.folder / printer
        out.mkdir(exist_ok=True)
        driver_file = self.folder / "driver.ppd"
        driver_file.write_text(driver())
        more = ("-P", driver_file) if driven else ()
        self.tell("lpadmin", "-p", printer, "-v", f"keep:{out}", "-E", "-o", "printer-error-policy=abort-job", *more,
                  *options, expect=0)
        return out

    def jobs(self, printer, which="all"):
        """What the scheduler says of a printer's jobs: a dictionary of attributes each, oldest first."""
        test = self.folder / "jobs.test"
        test.write_text("""{ OPERATION Get-Jobs GROUP operation-attributes-tag
ATTR charset attributes-charset utf-8 ATTR language attributes-natural-language en
ATTR uri printer-uri $uri ATTR keyword which-jobs $which ATTR keyword requested-attributes all }""")
        said = self.tell("ipptool", "-tv", "-d", f"which={which}", f"ipp://{self.name}/printers/{printer}", test).stdout
        jobs = []
        for line in said.partition("RECEIVED")[2].splitlines():
            match = re.match(r"\s+(\S+) \((.+?)\) = (.*)", line)
            # Each job begins with the same attribute.
            if match and match[1] == "number-of-documents":
                jobs.append({})
            if match and jobs:
                jobs[-1][match[1]] = match[3]
        return sorted(jobs, key=lambda job: int(job["job-id"]))


def arrived(out):
    """What a printer has got, in order: (job's name, options, form, bytes)."""
    files = sorted(out.glob("*.data"), key=lambda path: int(path.stem))
    return [(*path.with_suffix(".told").read_text().split("\n")[:3], path.read_bytes()) for path in files]


CREATE_JOB, SEND_DOCUMENT = 0x0005, 0x0006


class Wire:
    """Stands before a print server and passes on what is said, until it meets an IPP operation that it is to be cut at:
    'before' it is passed on, in the 'middle' of it, or 'after' the server has answered it, whose answer is kept back.
    Then it calls back and closes the connection."""

    def __init__(self, port):
        self.port = port
        self.cut = None
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.name = f"127.0.0.1:{self.listening.getsockname()[1]}"
        threading.Thread(target=self.accept, daemon=True).start()

    def arm(self, operation, moment, then):
        self.cut = (operation, moment, then)

    def accept(self):
        while True:
            client, _ = self.listening.accept()
            threading.Thread(target=self.carry, args=(client,), daemon=True).start()

    def carry(self, client):
        with client, socket.create_connection(("127.0.0.1", self.port)) as server:
            kept_back = threading.Event()
            back = threading.Thread(target=self.answers, args=(server, client, kept_back), daemon=True)
            back.start()
            try:
                while self.request(client, server, kept_back):
                    pass
            except OSError:
                pass
            for end in (client, server):
                try:
                    end.shutdown(socket.SHUT_RDWR)
                except OSError:
                    pass
            back.join(5)

    @staticmethod
    def answers(server, client, kept_back):
        try:
            while data := server.recv(65536):
                if b"100 Continue" not in data and kept_back.is_set():
                    kept_back.clear()
                    return
                client.sendall(data)
        except OSError:
            pass

    def request(self, client, server, kept_back):
        """Passes one request on; False at the end."""
        data = b""
        while b"\r\n\r\n" not in data:
            more = client.recv(65536)
            if not more:
                return False
            data += more
        head, body = data.split(b"\r\n\r\n", 1)
        length = int(re.search(rb"(?i)content-length: *(\d+)", head)[1])
        server.sendall(head + b"\r\n\r\n")
        while len(body) < length:
            more = client.recv(65536)
            if not more:
                return False
            body += more
        operation = int.from_bytes(body[2:4], "big")
        if self.cut is None or operation != self.cut[0]:
            server.sendall(body)
            return True
        _, moment, then = self.cut
        self.cut = None
        if moment == "middle":
            server.sendall(body[:length // 2])
        elif moment == "after":
            kept_back.set()
            server.sendall(body)
            for _ in range(100):
                if not kept_back.is_set():
                    break
                time.sleep(0.05)
        then()
        return False
