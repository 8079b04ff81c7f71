# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""Janus, an SFU, with a video room, as a test starts and stops it."""

import json
import os
import subprocess
import time
import urllib.error
import urllib.request

ROOM = 1
_PORT = 18088
_URL = f"http://127.0.0.1:{_PORT}/janus"
_LIBRARIES = "/usr/lib/x86_64-linux-gnu/janus"

# Plugins and transports not to load. They open ports or need files.
_NO_PLUGINS = ("audiobridge", "duktape", "echotest", "lua", "nosip", "recordplay",
               "sip", "streaming", "textroom", "videocall", "voicemail")
_NO_TRANSPORTS = ("mqtt", "nanomsg", "pfunix", "rabbitmq", "websockets")

_CONFIGURATION = {
    "janus.jcfg": """
        general: {
          configs_folder = "%(folder)s"
          plugins_folder = "%(libraries)s/plugins"
          transports_folder = "%(libraries)s/transports"
          events_folder = "%(libraries)s/events"
          loggers_folder = "%(libraries)s/loggers"
          interface = "127.0.0.1"
          session_timeout = 0
        }
        nat: { ice_enforce_list = "%(address)s" }
        plugins: { disable = "%(no_plugins)s" }
        transports: { disable = "%(no_transports)s" }
        loggers: { disable = "libjanus_jsonlog.so" }
        """,
    "janus.transport.http.jcfg": """
        general: { http = true port = %(port)d ip = "127.0.0.1" https = false }
        admin: { admin_http = false }
        """,
    "janus.plugin.videoroom.jcfg": """
        room-%(room)d: {
          publishers = 6
          bitrate = 3000000
          audiocodec = "opus"
          videocodec = "vp8,vp9,h264"
        }
        """,
}


def _libraries_of(names):
    return ",".join(f"libjanus_{name}.so" for name in names)


class Janus:
    """A server at `address`, whose files are in `folder`."""

    def __init__(self, folder, address):
        for name, text in _CONFIGURATION.items():
            with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
                file.write(text % {
                    "folder": folder, "libraries": _LIBRARIES,
                    "address": address, "port": _PORT, "room": ROOM,
                    "no_plugins": _libraries_of(_NO_PLUGINS),
                    "no_transports": _libraries_of(_NO_TRANSPORTS)})
        self._log = open(os.path.join(folder, "log"), "w", encoding="utf-8")
        self._process = subprocess.Popen(
            ["janus", "-C", os.path.join(folder, "janus.jcfg"), "-F", folder],
            stdin=subprocess.DEVNULL, stdout=self._log, stderr=self._log)
        self._wait_until_it_answers()

    def _wait_until_it_answers(self):
        while self._process.poll() is None:
            try:
                urllib.request.urlopen(f"{_URL}/info", timeout=5).close()
                return
            except urllib.error.URLError:
                time.sleep(0.05)
        raise OSError(f"janus ended; see {self._log.name}")

    def stop(self):
        """stop ends the server, which does not always heed SIGTERM."""
        self._process.terminate()
        try:
            self._process.wait(timeout=3)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._log.close()


def _request(path, body):
    body["transaction"] = "test"
    request = urllib.request.Request(_URL + path, json.dumps(body).encode())
    with urllib.request.urlopen(request, timeout=10) as answer:
        return json.load(answer)


class Member:
    """A member of the room, which publishes or subscribes to a publisher."""

    def __init__(self):
        self._session = "/%d" % _request("", {"janus": "create"})["data"]["id"]
        plugin = {"janus": "attach", "plugin": "janus.plugin.videoroom"}
        self._handle = "%s/%d" % (
            self._session, _request(self._session, plugin)["data"]["id"])

    def _ask(self, body, sdp=None):
        """_ask sends a message and returns the event that answers it."""
        message = {"janus": "message", "body": body}
        if sdp is not None:
            message["jsep"] = {"type": "offer" if body["request"] == "publish"
                               else "answer", "sdp": sdp, "e2ee": True}
        _request(self._handle, message)
        while True:
            with urllib.request.urlopen(f"{_URL}{self._session}",
                                        timeout=60) as answer:
                event = json.load(answer)
            data = event.get("plugindata", {}).get("data", {})
            if "error" in data:
                raise OSError(f"janus: {data['error']}")
            if event["janus"] == "event" and data.get("videoroom") in (
                    "joined", "event", "attached"):
                return event

    def publish(self, codec, offer):
        """publish returns the answer and by which number others subscribe."""
        joined = self._ask({"request": "join", "ptype": "publisher",
                            "room": ROOM})
        event = self._ask({"request": "publish", "audiocodec": "opus",
                           "videocodec": codec.lower()}, offer)
        return event["jsep"]["sdp"], joined["plugindata"]["data"]["id"]

    def subscribe(self, publisher, number=None):
        """subscribe returns the room's offer of a stream, by its number, or of all.

        Janus answers a publisher before others can subscribe to it.
        """
        join = {"request": "join", "ptype": "subscriber", "room": ROOM,
                "streams": [{"feed": publisher}]}
        if number is not None:
            join["streams"][0]["mid"] = str(number)
        deadline = time.monotonic() + 10
        while True:
            try:
                return self._ask(join)["jsep"]["sdp"]
            except OSError as error:
                if "No such feed" not in str(error) or (
                        time.monotonic() > deadline):
                    raise
                time.sleep(0.1)

    def start(self, answer):
        self._ask({"request": "start"}, answer)

    def choose_layer(self, layer):
        """choose_layer asks for a layer of a simulcast, 0 the last offered."""
        self._ask({"request": "configure", "substream": layer})
