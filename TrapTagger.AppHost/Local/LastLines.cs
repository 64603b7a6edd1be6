namespace TrapTagger.AppHost.Local;

/// <summary>The last that a program said, call stacks left out: they would push out the sentence above them.</summary>
internal sealed class LastLines
{
    private const int Kept = 10;

    private readonly Queue<string> _lines = new();

    internal void Add(string line)
    {
        if (line.StartsWith("   at ", StringComparison.Ordinal))
        {
            return;
        }

        lock (_lines)
        {
            _lines.Enqueue(line);
            if (_lines.Count > Kept)
            {
                _lines.Dequeue();
            }
        }
    }

    public override string ToString()
    {
        lock (_lines)
        {
            return string.Join(Environment.NewLine, _lines);
        }
    }
}
