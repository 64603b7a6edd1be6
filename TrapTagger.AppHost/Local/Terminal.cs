namespace TrapTagger.AppHost.Local;

/// <summary>The one place that writes: whole lines, each led by the coloured name of who says it.</summary>
internal sealed class Terminal
{
    private const string Own = "apphost";

    private static readonly ConsoleColor[] Colours =
        [ConsoleColor.Cyan, ConsoleColor.Magenta, ConsoleColor.Yellow, ConsoleColor.Green];

    // The convention of no-color.org: any value but none.
    private readonly bool _colourful =
        !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    private readonly Lock _line = new();
    private readonly List<string> _names;
    private readonly int _width;

    internal Terminal(IEnumerable<string> names)
    {
        _names = [.. names];
        _width = _names.Append(Own).Max(name => name.Length);
    }

    /// <summary>A line of a program's log.</summary>
    internal void Log(string name, string line)
    {
        lock (_line)
        {
            if (_colourful && _names.IndexOf(name) is >= 0 and var place)
            {
                Console.ForegroundColor = Colours[place % Colours.Length];
            }

            Console.Write(name.PadRight(_width) + " | ");
            if (_colourful)
            {
                Console.ResetColor();
            }

            Console.WriteLine(line);
        }
    }

    /// <summary>What the runner itself has to say.</summary>
    internal void Log(string line) => Log(Own, line);

    /// <summary>What the operator is to see among all the lines.</summary>
    internal void Announce(string line)
    {
        lock (_line)
        {
            Console.WriteLine();
            Console.WriteLine(line);
            Console.WriteLine();
        }
    }
}
