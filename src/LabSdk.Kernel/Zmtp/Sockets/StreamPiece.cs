namespace LabSdk.Kernel.Zmtp.Sockets;

/// <summary>A piece of stream text inside a message, for telling a slow peer what it has missed.</summary>
/// <param name="Source">Whose text it is: pieces of one source are counted together.</param>
/// <param name="Lines">Lines in it; a piece without a line end counts as one.</param>
/// <param name="Notice">Makes the message that stands for so many lost lines.</param>
internal sealed record StreamPiece(object Source, long Lines, Func<long, OutgoingMessage> Notice);
