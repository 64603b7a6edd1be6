namespace TrapTagger.Platform.Tests.Storage;

/// <summary>Bytes that come as over a network: not to be counted before, not to be read again.</summary>
internal sealed class Flow(long length, bool fails = false) : Stream
{
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>The bytes at a place.</summary>
    internal static byte[] At(long from, int count) =>
        [.. Enumerable.Range(0, count).Select(i => (byte)((from + i) * 2654435761L >> 16))];

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = (int)Math.Min(Math.Min(count, 1 << 16), length - _position);
        if (read == 0 && fails)
        {
            throw new InvalidDataException("It broke off.");
        }
        for (var i = 0; i < read; i++)
        {
            buffer[offset + i] = (byte)((_position + i) * 2654435761L >> 16);
        }
        _position += read;
        return read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
