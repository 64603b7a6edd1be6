namespace TrapTagger.Platform.Html;

/// <summary>A tab on the pages of one kind of thing; each module registers the ones it serves.</summary>
/// <param name="Of">The kind of thing, such as "survey".</param>
/// <param name="Path">Below the thing's own path; "" is its first page.</param>
public sealed record TabItem(string Of, string Title, string Path, int Order);
