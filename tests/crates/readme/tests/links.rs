//! The links between the Markdown files of the project.

#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// The addresses of files and folders of the project. The book has them for what is not in it.
const PROJECT: [&str; 2] =
    [concat!(env!("CARGO_PKG_REPOSITORY"), "/blob/main/"), concat!(env!("CARGO_PKG_REPOSITORY"), "/tree/main/")];

/// The links and the addresses of the headings of one file.
struct Page {
    links: Vec<String>,
    anchors: BTreeSet<String>,
}

impl Page {
    fn read(path: &Path) -> Self {
        let text = fs::read_to_string(path).unwrap();
        let mut page = Page { links: Vec::new(), anchors: BTreeSet::new() };
        let mut heading = None;
        for event in Parser::new_ext(&text, Options::ENABLE_TABLES) {
            match event {
                Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                    page.links.push(dest_url.into_string())
                }
                Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
                Event::End(TagEnd::Heading(_)) => page.add_anchor(&heading.take().unwrap_or_default()),
                Event::Text(part) | Event::Code(part) => heading.iter_mut().for_each(|text| text.push_str(&part)),
                _ => {}
            }
        }
        page
    }

    /// Adds the address of a heading, which is the one that GitHub gives it: a second heading of the same text ends in `-1`.
    fn add_anchor(&mut self, heading: &str) {
        let kept = |c: &char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_');
        let plain = heading.to_lowercase().chars().filter(kept).collect::<String>().replace(' ', "-");
        let numbered = (1..).map(|number| format!("{plain}-{number}"));
        let free = std::iter::once(plain.clone()).chain(numbered).find(|anchor| !self.anchors.contains(anchor));
        self.anchors.extend(free);
    }
}

/// The Markdown files below a folder, but for build output and what lies behind symbolic links.
fn markdown_below(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let (path, kind) = (entry.path(), entry.file_type().unwrap());
        let name = entry.file_name();
        if kind.is_dir() && name != "target" && name != ".git" {
            markdown_below(&path, found);
        } else if kind.is_file() && path.extension().is_some_and(|extension| extension == "md") {
            found.push(path);
        }
    }
}

/// Returns the file of the project to which a link of `page` leads, and the heading; `None` if it leads out of the project.
fn target<'l>(root: &Path, page: &Path, link: &'l str) -> Option<(PathBuf, Option<&'l str>)> {
    let (address, anchor) = link.split_once('#').map_or((link, None), |(address, anchor)| (address, Some(anchor)));
    let in_project = PROJECT.iter().find_map(|project| address.strip_prefix(project));
    let file = match (in_project, address) {
        (Some(path), _) => root.join(path),
        (None, "") => page.to_owned(),
        (None, _) if address.contains(':') => return None,
        (None, _) => page.with_file_name(address),
    };
    Some((file, anchor))
}

#[test]
fn no_page_of_the_book_has_a_relative_link_out_of_it() {
    let guide = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../guide");
    let mut files = Vec::new();
    markdown_below(&guide, &mut files);
    let leaving: Vec<String> =
        files.iter().flat_map(|path| Page::read(path).links).filter(|link| link.starts_with("..")).collect();
    assert!(leaving.is_empty(), "{leaving:?}");
    assert!(files.len() > 8, "{files:?}");
}

#[test]
fn every_link_within_the_project_leads_to_a_file_and_to_a_heading_of_it() {
    let root = fs::canonicalize(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..")).unwrap();
    let mut files = Vec::new();
    markdown_below(&root, &mut files);
    let pages: BTreeMap<PathBuf, Page> = files.into_iter().map(|path| (path.clone(), Page::read(&path))).collect();

    let mut followed = 0;
    let mut broken = Vec::new();
    for (path, page) in &pages {
        for link in &page.links {
            let Some((file, anchor)) = target(&root, path, link) else { continue };
            followed += 1;
            let is_whole = fs::canonicalize(file).is_ok_and(|file| {
                anchor.is_none_or(|anchor| pages.get(&file).is_some_and(|page| page.anchors.contains(anchor)))
            });
            if !is_whole {
                broken.push(format!("{}: {link}", path.strip_prefix(&root).unwrap().display()));
            }
        }
    }
    assert!(broken.is_empty(), "{} of {followed} links lead nowhere:\n{}", broken.len(), broken.join("\n"));
    assert!(followed > 100, "{followed} links");
}
