"""Base classes of protocols. Programs may derive from them; no loop here makes connections."""


class BaseProtocol:
    """What every protocol can be told."""

    def connection_made(self, transport):
        """A connection was made."""

    def connection_lost(self, exc):
        """The connection is gone."""

    def pause_writing(self):
        """The transport's buffer is full."""

    def resume_writing(self):
        """The transport's buffer has room again."""


class Protocol(BaseProtocol):
    """A protocol over a stream."""

    def data_received(self, data):
        """Data came."""

    def eof_received(self):
        """The other end will send no more."""


class DatagramProtocol(BaseProtocol):
    """A protocol over datagrams."""

    def datagram_received(self, data, addr):
        """A datagram came."""

    def error_received(self, exc):
        """An operation failed."""
