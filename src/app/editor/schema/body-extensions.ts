import type { Extensions } from '@tiptap/core';
import {
  Body,
  Container,
  List,
  ListItem,
  Table,
  TableCaption,
  TableCell,
  TableRow,
  TableSection,
  TextBlock,
} from './blocks.ts';
import { Image, InlineElement, LineBreak, Text } from './inlines.ts';
import { InlineOpaque, Opaque, TablePart } from './verbatim.ts';

/**
 * The schema of a mail body. Its parse rules read what a browser does to the page while someone types; bodies, and
 * what is pasted, are read by source/parse-html.ts.
 */
export const bodyExtensions: Extensions = [
  Body,
  TextBlock,
  Container,
  List,
  ListItem,
  Table,
  TableCaption,
  TableSection,
  TableRow,
  TableCell,
  Opaque,
  TablePart,
  Text,
  LineBreak,
  Image,
  InlineOpaque,
  InlineElement,
];
