using AngleSharp.Dom;

namespace TrapTagger.Surveys.Tests;

/// <summary>Text as people read it.</summary>
internal static class Words
{
    internal static string In(IElement element) =>
        string.Join(' ', element.TextContent.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
}
