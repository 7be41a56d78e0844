namespace LvsMon.Conventions.Rules;

/// <summary>Every rule of docs/STYLE.md that this project holds; the page names each of them.</summary>
public enum Rule
{
    /// <summary>A file has at most 400 lines.</summary>
    FileLength,

    /// <summary>A line has at most 120 characters.</summary>
    LineLength,

    /// <summary>A method has at most 70 lines.</summary>
    MethodLength,

    /// <summary>Lines end with a line feed, files with a line end; no tabs, no blanks at the end of a line.</summary>
    Whitespace,

    /// <summary>No comment leaves work for later.</summary>
    OpenTask,

    /// <summary>One public type per file, and the file is named after it.</summary>
    TypePerFile,

    /// <summary>A class is sealed, static or abstract.</summary>
    SealedClass,

    /// <summary>A type's name says what it is.</summary>
    TypeName,

    /// <summary>Words that are not used here, each with what to use instead.</summary>
    BannedWord,

    /// <summary>Operating-system calls stand in one project.</summary>
    SystemCall,

    /// <summary>The projects know each other as the table says.</summary>
    ProjectReference,

    /// <summary>A project uses the packages that the table says.</summary>
    PackageReference,

    /// <summary>The folders of Core know each other as the table says.</summary>
    FolderReference,

    /// <summary>Tests stand where their sources stand.</summary>
    Mirror,

    /// <summary>A test is named Subject_Condition_Expectation.</summary>
    TestName,

    /// <summary>No test is switched off in its attribute.</summary>
    TestSkip,

    /// <summary>A test can fail.</summary>
    TestAssertion,

    /// <summary>A page names only files, folders and types that exist, and its links lead somewhere.</summary>
    DocumentName,

    /// <summary>Each fault and each promise has its row, with the test that shows it.</summary>
    DocumentProof,

    /// <summary>The code map names every project and every folder of Core, each part with its invariant.</summary>
    CodeMap,

    /// <summary>The style page names every rule of this list.</summary>
    StylePage,

    /// <summary>What is listed once is listed nowhere else.</summary>
    Catalogue,
}
