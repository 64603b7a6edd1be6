using TrapTagger.Platform.Storage;

namespace TrapTagger.Platform.Backup;

/// <summary>An object read piece by piece, so that a large one is never in memory as a whole.</summary>
/// <param name="size">As it was listed: one that is another by now ends the reading.</param>
internal sealed class ObjectStream(IObjectStore store, string key, long size, int piece) : Stream
{
    private ReadOnlyMemory<byte> _ahead;
    private long _read;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => size;

    public override long Position
    {
        get => _read - _ahead.Length;
        set => throw new NotSupportedException();
    }

    /// <exception cref="FileNotFoundException">It was removed meanwhile.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_ahead.IsEmpty && _read < size)
        {
            _ahead = await store.ReadAsync(key, _read, (int)Math.Min(piece, size - _read), cancellationToken) is
                { Length: > 0 } bytes
                ? bytes
                : throw new FileNotFoundException($"The object {key} was removed while it was read.");
            _read += _ahead.Length;
        }
        var count = Math.Min(buffer.Length, _ahead.Length);
        _ahead[..count].CopyTo(buffer);
        _ahead = _ahead[count..];
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("An object comes over the network: read it asynchronously.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
