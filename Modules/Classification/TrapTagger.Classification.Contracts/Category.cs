namespace TrapTagger.Classification;

/// <summary>What a box is around; the numbers are MegaDetector's.</summary>
public enum Category
{
    Animal = 1,
    Person = 2,
    Vehicle = 3,
}
