namespace TrapTagger.Platform.Identity;

/// <summary>On a route for anybody that never looks who is asking: nothing is read for it.</summary>
public sealed class AsksNobody;
