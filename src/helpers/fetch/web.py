"""Replies of web services: whole, within limits, every refusal in Dutch. What a service says is not repeated."""

import re
import socket
import ssl
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from time import monotonic
from types import TracebackType
from urllib.parse import urljoin, urlsplit

import httpx

from helpers.fetch.addresses import with_parameters
from helpers.fetch.environment import address_of, value_of
from helpers.floor.faults import AskedWrongly, RunFailed
from helpers.floor.params.fetch_sources import Source

_PATIENCE = 10  # times the seconds of one wait: how long one reply may take in all
_SECONDS = re.compile("[0-9]{1,5}")  # a longer wait helps nobody
_MOST_REDIRECTS = 10
_MOVED = "Vraag de bron of dat klopt en zet het nieuwe adres in params/sources.yml."
_AGAIN = "Probeer het later opnieuw."
_NEW_ADDRESS = "Tabellen en lagen krijgen soms een ander nummer of jaar: zoek het nieuwe en pas params/sources.yml aan."


@dataclass(frozen=True)
class Reply:
    """One reply: its bytes, where it came from, and the next page that its head names."""

    content: bytes
    url: str
    next_link: str = ""


class Web:
    """A client for one source. Use it in a with block."""

    def __init__(self, source: Source) -> None:
        self.address = address_of(source)
        self.is_private = bool(source.address_variable)
        self._source = source
        self._left = self._largest = source.largest_mb * 1_000_000
        self.host = "de bron" if self.is_private else urlsplit(self.address).hostname or ""
        self._client = httpx.Client(headers=_headers(source), timeout=source.seconds)

    def __enter__(self) -> "Web":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._client.close()

    def get(self, url: str, parameters: dict[str, str] | None = None) -> Reply:
        """One reply to a GET; it names the address that it came from in the end. Raises RunFailed."""
        with self._in_dutch(), closing(self._answer(with_parameters(url, parameters or {}))) as response:
            self._refuse_status(response)
            _refuse_packed(response)
            content = self._content(response)
            link = response.links.get("next", {}).get("url", "")
            return Reply(content, str(response.url), link)

    def beside(self, url: str, link: str) -> str:
        """The address of a next page. Raises RunFailed when it is of another server: secrets do not go there."""
        here, there = urlsplit(url), urlsplit(urljoin(url, link))
        if here.hostname != there.hostname:
            hint = "Vraag de bron of dat klopt en pas het adres aan."
            raise RunFailed("De volgende bladzijde ligt op een andere server.", hint)
        return there._replace(scheme=here.scheme, netloc=here.netloc).geturl()

    def _answer(self, url: str) -> httpx.Response:
        """The reply after all redirects. Raises RunFailed when one leads to another server, or they never end."""
        request = self._client.build_request("GET", url)
        for _ in range(_MOST_REDIRECTS):
            response = self._client.send(request, stream=True)
            if response.next_request is None:
                return response
            response.close()
            there = response.next_request
            if not _is_same_server(request.url, there.url):
                raise RunFailed("De bron verwijst door naar een andere server.", _MOVED)
            request = there
        raise RunFailed("De bron verwijst steeds door.", "Controleer het adres.")

    def _content(self, response: httpx.Response) -> bytes:
        until = monotonic() + _PATIENCE * self._source.seconds
        parts: list[bytes] = []
        for part in response.iter_raw():
            self._left -= len(part)
            if self._left < 0:
                hint = "Vraag minder rijen of kolommen, of verhoog largest_mb."
                raise RunFailed(f"Er komt meer dan {self._largest // 1_000_000} MB.", hint)
            if monotonic() > until:
                raise httpx.ReadTimeout("slow")
            parts.append(part)
        return b"".join(parts)

    def _refuse_status(self, response: httpx.Response) -> None:
        code = response.status_code
        if code < 300:
            return
        raise RunFailed(*_refusal(code, response.headers.get("retry-after", ""), self._source))

    @contextmanager
    def _in_dutch(self) -> Iterator[None]:
        """What httpx raises, in Dutch: its own words may hold an address with a secret."""
        try:
            yield
        except httpx.TimeoutException:
            hint = f"{_AGAIN} Is de bron altijd zo traag, verhoog dan seconds."
            raise RunFailed(
                f"Het antwoord van {self.host} kwam niet op tijd (seconds: {self._source.seconds}).", hint
            ) from None
        except (httpx.RemoteProtocolError, httpx.ReadError):
            raise RunFailed(f"Het antwoord van {self.host} brak halverwege af.", _AGAIN) from None
        except httpx.UnsupportedProtocol:
            raise AskedWrongly("Het adres begint niet met http:// of https://.", "Pas het adres aan.") from None
        except httpx.TransportError as error:
            raise RunFailed(*self._unreachable(error)) from None
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeError, ValueError):
            raise RunFailed("Het adres is niet te gebruiken.", "Controleer het adres.") from None

    def _unreachable(self, error: BaseException) -> tuple[str, str]:
        causes = list(_causes(error))
        if any(isinstance(cause, ssl.SSLError) for cause in causes) or "CERTIFICATE" in str(error):
            hint = "Controleert uw organisatie het verkeer, zet dan SSL_CERT_FILE op haar certificaat."
            return f"Het certificaat van {self.host} is niet te vertrouwen.", hint
        if any(isinstance(cause, socket.gaierror) for cause in causes):
            return f"In het netwerk is {self.host} niet gevonden.", "Controleer het adres en uw verbinding."
        return f"Geen verbinding met {self.host}.", "Controleer uw verbinding, of vraag of een firewall dit tegenhoudt."


def _headers(source: Source) -> dict[str, str]:
    headers = {"Accept": "application/json, */*;q=0.5", "Accept-Encoding": "identity", "User-Agent": "helpers-fetch"}
    if source.token_variable:
        token = value_of(source.token_variable)
        if not (token.isascii() and token.isprintable()):
            raise AskedWrongly(f"De sleutel in {source.token_variable} bevat vreemde tekens.", "Vul hem opnieuw in.")
        is_bearer = source.token_header == "Authorization" and " " not in token
        headers[source.token_header] = f"Bearer {token}" if is_bearer else token
    return headers


def _is_same_server(here: httpx.URL, there: httpx.URL) -> bool:
    """Whether keys may go along: the same host and port, and no step back from https."""
    is_safe = there.scheme == "https" or there.scheme == here.scheme
    return is_safe and (here.host, here.port) == (there.host, there.port)


def _refuse_packed(response: httpx.Response) -> None:
    """What a service packs all the same could unpack to more than the memory holds, in layers beyond any limit."""
    if response.headers.get("content-encoding", "identity").strip().lower() not in ("", "identity"):
        hint = "Vraag de bron om een adres dat gewone bytes geeft."
        raise RunFailed("De bron stuurt het antwoord ingepakt, en daar vroegen wij niet om.", hint)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _refusal(code: int, after: str, source: Source) -> tuple[str, str]:
    if code in (401, 403):
        variable = source.token_variable or source.address_variable
        hint = (
            f"Controleer de sleutel in {variable}."
            if variable
            else "Vraag de bron om een sleutel en vul token_variable in."
        )
        return f"De bron weigert de toegang ({code}).", hint
    if code in (404, 410):
        return f"Dit adres is er niet of niet meer ({code}).", _NEW_ADDRESS
    if code == 429:
        wait = f"Wacht {after} seconden." if _SECONDS.fullmatch(after) else _AGAIN
        return "De bron krijgt te veel vragen (429).", wait
    if code in (502, 503, 504):
        return f"De bron is er nu even niet ({code}).", _AGAIN
    if code < 500:
        return f"De bron begrijpt de vraag niet ({code}).", "Controleer filter, select, layer en parameters."
    hint = "Vraag minder rijen tegelijk met een filter, of probeer het later."
    return f"De bron gaf een fout ({code}).", hint
